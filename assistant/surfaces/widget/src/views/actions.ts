// What can be done with an answer: take it along, look at its basis, say whether it helped.
import { html, nothing, type TemplateResult } from "lit";
import type { Reason } from "../values.ts";
import { type Entry, openedBasis } from "./view.ts";

const REASONS: readonly Reason[] = ["wrong", "incomplete", "unclear", "not_covered", "other"];

export function actions(entry: Entry): TemplateResult {
  const { exchange, messages, deeds, reach } = entry;
  const sourced = (exchange.answer?.citations.length ?? 0) > 0;
  return html`<div class="actions" part="actions">
    <div class="row" role="group" aria-label=${messages.actions}>
      <button type="button" tabindex=${reach} aria-controls="panel" aria-expanded=${entry.open === openedBasis(exchange)}
        data-opens=${openedBasis(exchange)}
        @click=${(event: Event) => deeds.openBasis(exchange, event.currentTarget as HTMLElement)}>${messages.basis}</button>
      <button type="button" tabindex=${reach} @click=${() => deeds.copy(exchange)}>${messages.copy}</button>
      <button type="button" tabindex=${reach} @click=${() => deeds.print(exchange)}>${messages.print}</button>
      ${sourced
        ? html`<button type="button" tabindex=${reach} aria-label=${messages.risLabel} @click=${() => deeds.ris(exchange)}>${messages.ris}</button>
            <button type="button" tabindex=${reach} aria-label=${messages.bibtexLabel} @click=${() => deeds.bibtex(exchange)}>${messages.bibtex}</button>`
        : nothing}
      <button type="button" tabindex=${reach} aria-label=${messages.eraseLabel}
        @click=${() => deeds.erase(exchange)}>${messages.erase}</button>
      ${exchange.rating === "none"
        ? html`<span class="rate" role="group" aria-label=${messages.helpful}><span class="quiet" aria-hidden="true">${messages.helpful}</span>
            <button type="button" tabindex=${reach} @click=${() => deeds.rate(exchange, true)}>${messages.yes}</button>
            <button type="button" tabindex=${reach} @click=${() => deeds.rate(exchange, false)}>${messages.no}</button></span>`
        : nothing}
    </div>
    ${exchange.rating === "why" ? why(entry) : nothing}
    ${exchange.erasing ? sure(entry) : nothing}
    ${exchange.remark ? html`<p class="remark quiet">${exchange.remark}</p>` : nothing}
  </div>`;
}

function why(entry: Entry): TemplateResult {
  const { exchange, messages, deeds, reach } = entry;
  const group = `why-${exchange.number}`;
  return html`<fieldset class="why">
    <legend>${messages.why}</legend>
    <div class="row">${REASONS.map((reason) => html`<label class="check">
      <input type="radio" name=${group} tabindex=${reach} .checked=${exchange.reason === reason}
        @change=${() => deeds.change(exchange, { reason })}> ${messages.reasons[reason] ?? reason}</label>`)}</div>
    <label class="comment">${messages.comment}
      <textarea rows="2" tabindex=${reach} maxlength="2000" .value=${exchange.comment}
        @input=${(event: Event) => deeds.change(exchange, { comment: (event.target as HTMLTextAreaElement).value })}></textarea>
    </label>
    <div class="row">
      <button type="button" class="primary" tabindex=${reach} @click=${() => deeds.sendReason(exchange)}>${messages.send}</button>
      <button type="button" tabindex=${reach} @click=${() => deeds.change(exchange, { rating: "none" })}>${messages.cancel}</button>
    </div>
  </fieldset>`;
}

/** What cannot be brought back is asked twice; the way out comes first. */
function sure({ exchange, messages, deeds, reach }: Entry): TemplateResult {
  return html`<fieldset class="why">
    <legend>${messages.erase}</legend>
    <p>${messages.eraseSure}</p>
    <div class="row">
      <button type="button" tabindex=${reach} @click=${() => deeds.keep(exchange)}>${messages.keep}</button>
      <button type="button" class="primary danger" tabindex=${reach} @click=${() => deeds.erase(exchange)}>${messages.eraseLabel}</button>
    </div>
  </fieldset>`;
}
