// The cited passages in full, for paper only: on the screen they are one press away.
import { html, type TemplateResult } from "lit";
import { place } from "../citations.ts";
import { credentials, fill } from "../messages.ts";
import { displayable } from "../points.ts";
import type { Answer, Citation } from "../values.ts";
import { flagList } from "./statements.ts";
import type { Entry } from "./view.ts";

export function passages(answer: Answer, entry: Entry): TemplateResult {
  const { messages } = entry;
  return html`<section class="paper-only" part="passages">
    ${answer.citations.length ? html`<h4>${messages.passages}</h4>` : ""}
    ${answer.citations.map((citation) => passage(citation, entry))}
    <p class="quiet">${messages.answerId} ${displayable(answer.id)} · ${messages.corpusDate} ${displayable(answer.basis.corpus_date || messages.undatedCorpus)} · ${messages.corpusHash} ${displayable(answer.basis.corpus_sha256)}
      · ${messages.limitsHash} ${displayable(answer.basis.limits_sha256)} · ${messages.composer} ${displayable(answer.basis.composer)}</p>
  </section>`;
}

function passage(citation: Citation, { messages }: Entry): TemplateResult {
  const where = [
    citation.title,
    place(citation, (page) => fill(messages.page, { page })),
    citation.reference,
    ...credentials(citation, messages),
    fill(messages.place, { start: citation.start, end: citation.end }),
    `${messages.hash} ${citation.document_sha256}`,
  ];
  return html`<div class="passage">
    <p dir="auto">[${citation.marker}] “${displayable(citation.quote)}”</p>
    ${flagList(citation.flags, messages)}
    <p class="quiet" dir="auto">${displayable(where.filter(Boolean).join(" · "))}</p>
  </div>`;
}
