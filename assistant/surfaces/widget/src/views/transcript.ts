// The exchanges, oldest first. It is never live: what is announced stands elsewhere.
import { html, type TemplateResult } from "lit";
import type { Exchange } from "../conversation.ts";
import type { Keyboard } from "../keyboard.ts";
import { exchangeBody } from "./answer.ts";
import type { View } from "./view.ts";

export function transcript(exchanges: readonly Exchange[], busy: boolean, keyboard: Keyboard, view: View): TemplateResult {
  const printing = exchanges.some((exchange) => exchange.printed);
  return html`<div class="transcript" part="transcript" role="feed" aria-label=${view.messages.conversation} aria-busy=${busy}
      @keydown=${keyboard.onKey} @focusin=${keyboard.onFocus} @focusout=${keyboard.onBlur}>
    ${exchanges.map((exchange, index) => html`<article part="message" class=${printing && !exchange.printed ? "unprinted" : ""}
        tabindex=${index === keyboard.active ? 0 : -1} data-number=${exchange.number}
        aria-posinset=${index + 1} aria-setsize=${exchanges.length} aria-labelledby="asked-${exchange.number}">
      <div class="card">${exchangeBody({ ...view, exchange, reach: index === keyboard.entered ? 0 : -1 })}</div>
    </article>`)}
  </div>`;
}
