// The header, and what stands in an empty conversation.
import { html, nothing, type TemplateResult } from "lit";
import { fill, type Messages } from "../messages.ts";
import { displayable } from "../points.ts";
import type { Corpus } from "../values.ts";

export const header = (corpus: Corpus | null, messages: Messages, clear: (() => void) | null): TemplateResult =>
  html`<header class="top" part="header">
    <h2 dir="auto">${displayable(corpus?.title ?? messages.title)}</h2>
    ${corpus ? html`<p class="quiet">${fill(messages.documents, { count: corpus.documents.length })}</p>` : nothing}
    ${clear ? html`<button type="button" class="clear" aria-label=${messages.clearLabel} @click=${clear}>${messages.clear}</button>` : nothing}
  </header>`;

export const suggestions = (suggested: readonly string[], messages: Messages, ask: (question: string) => void): TemplateResult =>
  html`<div class="start" part="start">
    <p class="quiet" dir="auto">${messages.promise}</p>
    ${suggested.length
      ? html`<h3>${messages.suggested}</h3>
          <ul class="chips">${suggested.map((question) => html`<li>
            <button type="button" class="chip" part="suggestion" dir="auto" @click=${() => ask(question)}>${displayable(question)}</button>
          </li>`)}</ul>`
      : nothing}
  </div>`;
