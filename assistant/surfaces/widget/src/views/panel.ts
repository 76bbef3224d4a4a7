// The side panel: a whole document with the cited words marked, or the basis of an answer.
import { html, nothing, type TemplateResult } from "lit";
import { type Block, blocks, pieces, span } from "../blocks.ts";
import { credentials, fill } from "../messages.ts";
import { displayable, slice } from "../points.ts";
import { unique } from "../citations.ts";
import type { Citation, Source } from "../values.ts";
import { flagList } from "./statements.ts";
import type { View } from "./view.ts";

/** What the panel shows of a document: the citation, and the document once it has come. */
export interface Shown {
  readonly citation: Citation;
  readonly source: Source | null;
  readonly failed: string;
}

export interface Frame {
  readonly title: string;
  readonly modal: boolean;
  /** Back to what the panel showed before, where that was the basis. */
  readonly back: (() => void) | null;
}

export function panel({ title, modal, back }: Frame, body: TemplateResult, view: View): TemplateResult {
  return html`<div class="panel" id="panel" part="panel" role=${modal ? "dialog" : "region"}
      aria-modal=${modal ? "true" : nothing} aria-labelledby="panel-title">
    <div class="panel-head">
      <h2 id="panel-title" tabindex="-1" dir="auto">${displayable(title)}</h2>
      ${back ? html`<button type="button" @click=${back}>${view.messages.back}</button>` : nothing}
      <button type="button" class="close" part="close" @click=${() => view.deeds.closePanel()}>${view.messages.close}</button>
    </div>
    ${body}
  </div>`;
}

export function sourceBody({ citation, source, failed }: Shown, view: View): TemplateResult {
  const { messages } = view;
  const certainty = source?.certainty ?? citation.certainty;
  const flags = unique([...citation.flags, ...(source?.flags ?? [])]);
  return html`
    <div class="about">
      <p dir="auto">${displayable(citation.reference)}</p>
      <p class="facts" dir="auto">${displayable(credentials({ ...citation, certainty }, messages).join(" · "))}</p>
      ${source?.source_note ? html`<p class="quiet" dir="auto">${displayable(source.source_note)}</p>` : nothing}
      ${flagList(flags, messages)} ${source ? doubt(citation, source, view) : nothing}
    </div>
    ${failed
      ? html`<p class="trouble">${failed}</p>`
      : source ? paper(citation, source, view) : html`<p class="progress">${messages.loading}</p>`}
    <p class="hash quiet">${fill(messages.place, { start: citation.start, end: citation.end })} ·
      ${messages.hash} <code>${displayable(source?.sha256 ?? citation.document_sha256)}</code></p>`;
}

/** The mark can be trusted only where hash and words are those of the citation. */
function doubt(citation: Citation, source: Source, { messages }: View): TemplateResult | typeof nothing {
  const words = source.sha256 !== citation.document_sha256 ? messages.changed
    : slice(source.text, citation.start, citation.end) !== citation.quote ? messages.notFound : "";
  return words ? html`<p class="doubt" role="alert">${words}</p>` : nothing;
}

function paper(citation: Citation, source: Source, { messages }: View): TemplateResult {
  const marked = span(source.text, citation.start, citation.end);
  const markdown = source.file === undefined ? source.text.startsWith("---\n") : /\.(?:md|markdown)$/i.test(source.file);
  return html`<div class="paper" part="document" tabindex="0" role="region" aria-label=${messages.documentText} dir="auto">
    ${blocks(source.text, markdown).map((block) => shown(source.text, block, marked))}
  </div>`;
}

function shown(text: string, block: Block, marked: ReturnType<typeof span>): TemplateResult {
  const words = pieces(text, block, marked).map((piece) =>
    piece.marked ? html`<mark part="mark">${displayable(piece.text)}</mark>` : displayable(piece.text));
  if (block.kind !== "heading") return html`<p class=${block.kind} dir="auto">${words}</p>`;
  return block.level < 2 ? html`<h3 dir="auto">${words}</h3>` : html`<h4 dir="auto">${words}</h4>`;
}
