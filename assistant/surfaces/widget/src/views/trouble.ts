// What went wrong, in words that say what to do; the question stays, and one press asks it again.
import { html, nothing, type TemplateResult } from "lit";
import { fill, type Messages } from "../messages.ts";
import { displayable, length } from "../points.ts";
import type { ServiceError } from "../trouble.ts";
import type { Entry } from "./view.ts";

export function trouble(entry: Entry): TemplateResult {
  const { exchange, messages, deeds, reach } = entry;
  const failed = exchange.trouble;
  return html`<div class="trouble" part="error">
    <p>${failed ? troubleWords(failed, exchange.question, entry.longest, messages) : messages.stopped}
      ${exchange.again === null ? nothing : html`<span>${fill(messages.again, { seconds: exchange.again })}</span>`}</p>
    <p class="row">
      <button type="button" class="primary" tabindex=${reach} @click=${() => deeds.retry(exchange)}>${messages.retry}</button>
      ${exchange.question
        ? html`<button type="button" tabindex=${reach} @click=${() => deeds.edit(exchange)}>${messages.edit}</button>` : nothing}
    </p>
  </div>`;
}

export function troubleWords(failed: ServiceError, question: string, longest: number, messages: Messages): string {
  const away = !question && failed.kind === "unreachable";
  const words = away ? messages.noConnection : messages.troubles[failed.kind] ?? messages.troubles["failed"] ?? "";
  return displayable(fill(words, { detail: failed.detail, length: length(question), longest }));
}
