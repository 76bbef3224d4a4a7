// The sentences of an answer, each with its numbered buttons, its kind and the flags of what it quotes.
import { html, nothing, type TemplateResult } from "lit";
import { boxes, cited, type Run, runs, sides, speaksFor, unique } from "../citations.ts";
import { credentials, fill, flagWords, type Messages } from "../messages.ts";
import { displayable } from "../points.ts";
import type { Citation, Statement } from "../values.ts";
import { type Entry, opened } from "./view.ts";

export function statements(entry: Entry): TemplateResult {
  const { exchange } = entry;
  return html`<div class="statements" part="statements">
    ${boxes(runs(exchange.statements)).map((box) => (box[0]!.conflict ? conflict(box, entry) : box.map((run) => plain(run, entry))))}
  </div>`;
}

const plain = (run: Run, entry: Entry): TemplateResult[] => run.statements.map((each) => statement(each, entry));

function statement(said: Statement, entry: Entry, labelled = true): TemplateResult {
  const label = labelled ? entry.messages.kinds[said.kind] ?? said.kind : "";
  const sources = cited(said.citations, entry.exchange.citations);
  return html`<div class="statement ${known(said.kind)}" part="statement">
    ${label ? html`<p class="label">${label}</p>` : nothing}
    <p dir="auto">${displayable(said.text)}${sources.map((citation) => html`<span class="marker">&nbsp;${citeButton(citation, entry)}</span>`)}</p>
    ${flagList(sources.flatMap((citation) => citation.flags), entry.messages)}
  </div>`;
}

const KINDS = ["finding", "limit", "conflict", "caveat", "note"];
const known = (kind: string): string => (KINDS.includes(kind) ? kind : "note");

function conflict(box: readonly Run[], entry: Entry): TemplateResult {
  return html`<div class="conflict-box" part="conflict">
    <p class="label">${entry.messages.kinds["conflict"]}</p>
    ${box.map((run) => (run.conflict ? differing(run.statements, entry) : plain(run, entry)))}
  </div>`;
}

/** Two sides beside each other where each speaks for its own source; otherwise one after the other. */
function differing(said: readonly Statement[], entry: Entry): TemplateResult | TemplateResult[] {
  const each = sides(said, entry.exchange.citations);
  if (!each.length) return said.map((one) => html`${statement(one, entry, false)} ${quotedSides(one, entry)}`);
  return html`<div class="sides">${each.map((side) => html`<div class="side">
    ${sideHead(side[0]!, entry)} ${side.map((one) => statement(one, entry, false))}
  </div>`)}</div>`;
}

function sideHead(said: Statement, { exchange, messages }: Entry): TemplateResult | typeof nothing {
  const document = speaksFor(said, exchange.citations);
  const source = exchange.citations.find((citation) => citation.document === document);
  return source
    ? html`<p class="side-head" dir="auto"><strong>${displayable(source.title)}</strong>
        <span class="quiet">${displayable(credentials(source, messages).join(" · "))}</span></p>`
    : nothing;
}

/** One sentence that names both sides: what each source says stands below it, word for word. */
function quotedSides(said: Statement, entry: Entry): TemplateResult | typeof nothing {
  const sources = cited(said.citations, entry.exchange.citations);
  if (unique(sources.map((citation) => citation.document)).length < 2) return nothing;
  return html`<div class="sides">${sources.map((citation) => html`<div class="side">
    <p class="side-head" dir="auto"><strong>${displayable(citation.title)}</strong>
      <span class="quiet">${displayable(credentials(citation, entry.messages).join(" · "))}</span></p>
    <blockquote dir="auto">${displayable(citation.quote)}</blockquote>
  </div>`)}</div>`;
}

/** The numbered button that opens the passage. */
export function citeButton(citation: Citation, entry: Entry): TemplateResult {
  const { messages, deeds, exchange, reach } = entry;
  const name = opened(exchange, citation);
  const words = citation.marker ? messages.source : messages.nearestSource;
  return html`<button type="button" class="cite" part="citation" tabindex=${reach}
    aria-label=${displayable(fill(words, { marker: citation.marker, title: citation.title }))}
    aria-controls="panel" aria-expanded=${entry.open === name} data-opens=${name}
    @click=${(event: Event) => deeds.openSource(citation, event.currentTarget as HTMLElement, exchange)}
  >${citation.marker ? String(citation.marker) : messages.show}</button>`;
}

export function flagList(flags: readonly string[], messages: Messages): TemplateResult | typeof nothing {
  if (!flags.length) return nothing;
  return html`<ul class="flags" part="flags">
    ${unique(flags).map((flag) => html`<li dir="auto">${displayable(flagWords(flag, messages))}</li>`)}
  </ul>`;
}
