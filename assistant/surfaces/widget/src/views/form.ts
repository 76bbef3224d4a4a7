// The question form, with what is to be said about it.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Messages } from "../messages.ts";
import { displayable } from "../points.ts";
import type { Detail } from "../values.ts";

export interface Form {
  readonly messages: Messages;
  readonly typed: string;
  readonly placeholder: string;
  readonly detail: Detail;
  readonly busy: boolean;
  readonly notice: string;
  /** Load again what the notice says is not there; null where there is nothing to load. */
  readonly reload: (() => void) | null;
  type(text: string): void;
  choose(detail: Detail): void;
  press(): void;
  enter(): void;
}

export function form(given: Form): TemplateResult {
  const { messages } = given;
  return html`<form part="form" @submit=${(event: Event) => { event.preventDefault(); given.press(); }}>
    ${given.notice ? notice(given) : nothing}
    <label class="unseen" for="question">${messages.question}</label>
    <div class="field">
      <textarea id="question" part="input" rows="2" dir="auto" placeholder=${displayable(given.placeholder)}
        aria-describedby="hint" .value=${live(given.typed)}
        @input=${(event: Event) => given.type((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => onKey(event, given)}></textarea>
      <button type="submit" class="primary send" part="button">${given.busy ? messages.stop : messages.ask}</button>
    </div>
    <div class="row under">
      <p class="quiet" id="hint" dir="auto">${messages.hint}</p>
      <label class="check quiet"><input type="checkbox" .checked=${given.detail === "full"}
        @change=${(event: Event) => given.choose((event.target as HTMLInputElement).checked ? "full" : "brief")}> ${messages.full}</label>
    </div>
  </form>`;
}

const notice = ({ messages, notice, reload }: Form): TemplateResult => html`<div class="trouble notice" part="error">
  <p>${notice}</p>
  ${reload ? html`<button type="button" @click=${reload}>${messages.retry}</button>` : nothing}
</div>`;

function onKey(event: KeyboardEvent, given: Form): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  given.enter();
}
