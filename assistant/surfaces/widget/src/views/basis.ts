// The basis of an answer: what a professional needs to judge it alone.
import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../messages.ts";
import { displayable, oneLine, slice } from "../points.ts";
import type { Exchange } from "../conversation.ts";
import type { Answer, Citation, Kind, Retrieved, Source } from "../values.ts";
import type { View } from "./view.ts";

/** The documents that were read, by id, as far as they have come. */
export type Sources = ReadonlyMap<string, Source>;

export function basisBody(exchange: Exchange, answer: Answer, read: Sources, view: View): TemplateResult {
  const { messages } = view;
  const { basis } = answer;
  const redacted = Object.entries(basis.redacted).map(([kind, count]) => `${kind}: ${count}`);
  return html`<div class="basis" part="basis" tabindex="0" role="region" aria-label=${messages.basis}>
    <dl>
      ${row(messages.corpusDate, basis.corpus_date || messages.undatedCorpus)}
      <dt>${messages.corpusHash}</dt><dd><code>${displayable(basis.corpus_sha256)}</code></dd>
      ${list(messages.limitsThatSpoke, answer.limits.map((limit) =>
      `${limit.action === "enforced" ? `${messages.stoppedByLimit}: ` : ""}${limit.reason} (${limit.id})`), view)}
      ${list(messages.missing, answer.missing, view)}
      ${list(messages.kinds["conflict"] ?? "", said(answer, "conflict"), view)}
      ${list(messages.withheld, answer.withheld.map((each) => each.reason + (each.limit ? ` (${each.limit})` : "")), view)}
      ${list(messages.redacted, redacted, view)}
    </dl>
    <h3>${messages.retrieved}</h3>
    ${basis.retrieved.length
      ? html`<ol class="retrieved">${basis.retrieved.map((each) => passage(each, exchange, answer, read, view))}</ol>`
      : html`<p class="quiet">${messages.none}</p>`}
    <dl class="technical">
      ${row(messages.composer, basis.composer)} ${row(messages.embedding, basis.embedding)}
      ${row(messages.limitsHash, basis.limits_sha256)}
      ${basis.prompt_sha256 ? row(messages.promptHash, basis.prompt_sha256) : nothing}
      ${row(messages.answerId, answer.id)} ${row(messages.took, `${Math.round(answer.timing_ms["total"] ?? 0)} ms`)}
    </dl>
  </div>`;
}

const said = (answer: Answer, kind: Kind): string[] =>
  answer.statements.filter((statement) => statement.kind === kind).map(({ text }) => text);

const row = (name: string, value: string): TemplateResult =>
  html`<dt>${name}</dt><dd>${displayable(value)}</dd>`;

function list(title: string, items: readonly string[], { messages }: View): TemplateResult {
  return html`<dt>${title}</dt>
    ${(items.length ? items : [messages.none]).map((item) => html`<dd dir="auto">${displayable(item)}</dd>`)}`;
}

function passage(each: Retrieved, exchange: Exchange, answer: Answer, read: Sources, view: View): TemplateResult {
  const { messages, deeds } = view;
  const source = read.get(each.document);
  const citation = source ? asCitation(each, source, answer) : null;
  return html`<li>
    <p dir="auto">${source ? oneLine(slice(source.text, each.start, each.end)) : displayable(each.document)}</p>
    <p class="quiet"><span dir="auto">${displayable(source?.title ?? "")}</span> · ${fill(messages.place, { start: each.start, end: each.end })}
      · ${fill(messages.score, { score: each.score.toFixed(2) })}
      ${citation?.marker ? html`· ${messages.cited} [${citation.marker}]` : nothing}
      ${citation ? html`<button type="button" class="cite" aria-label=${displayable(fill(messages.nearestSource, { title: citation.title }))}
        @click=${() => deeds.openSource(citation, null, exchange)}>${messages.show}</button>` : nothing}</p>
  </li>`;
}

/** The answer's own citation of these words, or one made from the document. */
function asCitation(each: Retrieved, source: Source, answer: Answer): Citation {
  const own = answer.citations.find(
    (citation) => citation.document === each.document && citation.start < each.end && each.start < citation.end);
  return own ?? {
    marker: 0,
    id: `${each.document}-${each.start}-${each.end}`,
    document: each.document,
    document_sha256: source.sha256,
    title: source.title,
    reference: source.reference,
    year: source.year,
    design: source.design,
    certainty: source.certainty ?? null,
    section: "",
    page: null,
    quote: slice(source.text, each.start, each.end),
    start: each.start,
    end: each.end,
    flags: [],
  };
}
