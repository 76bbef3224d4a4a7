// One exchange: the question, the outcome, the sentences, what is missing, the limits, the sources.
import { html, nothing, type TemplateResult } from "lit";
import { byDocument, grouped, place, unsaid } from "../citations.ts";
import { credentials, fill } from "../messages.ts";
import { displayable } from "../points.ts";
import type { Answer, Citation } from "../values.ts";
import { actions } from "./actions.ts";
import { citeButton, flagList, statements } from "./statements.ts";
import { passages } from "./passages.ts";
import { trouble } from "./trouble.ts";
import type { Entry } from "./view.ts";

const OUTCOMES = ["answered", "partial", "not_covered", "out_of_scope", "declined"];

export function exchangeBody(entry: Entry): TemplateResult {
  const { exchange, messages } = entry;
  const { answer } = exchange;
  return html`
    <h3 class="asked" part="question" id="asked-${exchange.number}" dir="auto">${displayable(exchange.question || messages.kept)}</h3>
    ${answer ? outcome(answer, entry) : progress(entry)}
    ${!answer && exchange.statements.length && exchange.state !== "asking"
      ? html`<p class="incomplete">${messages.incomplete}</p>` : nothing}
    ${answer && limitsFirst(answer) ? limits(answer, entry) : nothing}
    ${exchange.statements.length ? statements(entry) : nothing}
    ${answer && !limitsFirst(answer) ? limits(answer, entry) : nothing}
    ${answer?.withheld.length ? remarks(answer.withheld.map((each) => [entry.messages.withheld, each.reason])) : nothing}
    ${answer?.citations.length ? sources(answer.citations, entry) : nothing}
    ${answer?.nearest.length ? nearest(answer.nearest, entry) : nothing}
    ${answer ? [actions(entry), passages(answer, entry)] : nothing}`;
}

function progress(entry: Entry): TemplateResult {
  const { exchange, messages } = entry;
  if (exchange.state !== "asking") return trouble(entry);
  const words = exchange.kept ? messages.fetching : messages.steps[exchange.step] ?? messages.steps["verify"];
  return html`<p class="progress" part="progress">${words}</p>`;
}

function outcome(answer: Answer, { messages }: Entry): TemplateResult {
  const kind = OUTCOMES.includes(answer.outcome) ? answer.outcome : "answered";
  return html`<p class="outcome ${kind}" part="outcome">${messages.outcomes[answer.outcome] ?? answer.outcome}</p>
    ${answer.missing.length && !saidFirst(answer)
      ? html`<p class="missing" part="missing"><strong>${messages.missing}:</strong>
          <span dir="auto">${displayable(answer.missing.join("; "))}</span></p>` : nothing}`;
}

/** Where the first sentence names all that is missing, it is not said twice. */
const saidFirst = (answer: Answer): boolean =>
  answer.missing.every((part) => answer.statements[0]?.text.includes(part) ?? false);

/** A limit comes before the sentences, unless they begin with one, or with what to do at once. */
const limitsFirst = (answer: Answer): boolean => answer.outcome !== "declined" && answer.statements[0]?.kind !== "limit";

/** The limits that the sentences do not already say. */
function limits(answer: Answer, { messages }: Entry): TemplateResult | typeof nothing {
  const label = { stated: messages.limit, enforced: messages.stoppedByLimit };
  return remarks(unsaid(answer).map((limit) => [label[limit.action], limit.reason]));
}

function remarks(rows: readonly (readonly [string, string])[]): TemplateResult | typeof nothing {
  if (!rows.length) return nothing;
  return html`<ul class="remarks" part="limits">
    ${rows.map(([label, reason]) => html`<li><strong>${label}:</strong> <span dir="auto">${displayable(reason)}</span></li>`)}
  </ul>`;
}

/** A line a document, with the numbers that stand for it. */
function sources(citations: readonly Citation[], entry: Entry): TemplateResult {
  return html`<section class="sources" part="sources">
    <h4>${entry.messages.sources}</h4>
    <ul>${byDocument(citations).map((ofDocument) => html`<li>
      <p class="source-title" dir="auto">${displayable(ofDocument[0]!.title)}</p>
      <p class="quiet" dir="auto">${displayable(credentials(ofDocument[0]!, entry.messages).join(" · "))}</p>
      <ul class="places">${bySection(ofDocument, entry).map(([where, each]) => html`<li>
        ${each.map((citation) => citeButton(citation, entry))} <span class="quiet" dir="auto">${displayable(where)}</span>
      </li>`)}</ul>
    </li>`)}</ul>
  </section>`;
}

function bySection(citations: readonly Citation[], { messages }: Entry): [string, Citation[]][] {
  const where = (citation: Citation) => place(citation, (page) => fill(messages.page, { page }));
  return grouped(citations, where).map((each) => [where(each[0]!), each]);
}

function nearest(citations: readonly Citation[], entry: Entry): TemplateResult {
  return html`<section class="sources nearest" part="nearest">
    <h4>${entry.messages.nearest}</h4>
    <ul>${citations.map((citation) => html`<li>
      <blockquote dir="auto">${displayable(citation.quote)}</blockquote>
      <p class="quiet"><span dir="auto">${displayable(citation.title)}</span> ${citeButton(citation, entry)}</p>
      ${flagList(citation.flags, entry.messages)}
    </li>`)}</ul>
  </section>`;
}
