// An answer as elements: outcome, statements with citation buttons, what is missing, limits, sources, basis.
import { element } from "./dom.js";
import { openSource } from "./source.js";
import { KINDS, OUTCOMES, facts, flagWords } from "./words.js";

let answers = 0;

export function renderAnswer(answer, fail) {
  answers += 1;
  const cite = (citation) => citationButton(citation, fail);
  const title = `answer-${answers}`;
  return element("article", { class: `exchange ${answer.outcome}`, "aria-labelledby": title },
    element("h2", { id: title, class: "asked" }, answer.question),
    element("p", { class: "outcome" }, OUTCOMES[answer.outcome] ?? answer.outcome),
    element("div", { class: "statements" }, ...statements(answer, cite)),
    section("Not in the evidence", "missing", answer.missing.map((part) => element("li", {}, part))),
    section("Limits that spoke", "limits", answer.limits.map((limit) =>
      element("li", {}, element("strong", {}, limit.action === "enforced" ? "Stopped: " : ""), limit.reason))),
    section("Withheld", "limits", answer.withheld.map((withheld) => element("li", {}, withheld.reason))),
    section("Sources of the words above", "sources", sources(answer.citations, cite, answer.text)),
    section("Nearest in the evidence (not an answer)", "sources nearest",
      sources(answer.nearest, cite, "")),
    basis(answer));
}

function statements(answer, cite) {
  const byMarker = new Map(answer.citations.map((citation) => [citation.marker, citation]));
  const points = Array.from(answer.text);
  return answer.statements.map((statement, number) => {
    const next = answer.statements[number + 1];
    const words = points.slice(statement.start, next ? next.start : points.length).join("").trim();
    const label = KINDS[statement.kind] ?? statement.kind;
    const flags = statement.citations.flatMap((marker) => byMarker.get(marker)?.flags ?? []);
    return element("div", { class: statement.kind },
      label ? element("p", { class: "label" }, label) : null,
      element("p", {}, ...withButtons(words, byMarker, cite)), flagList(flags));
  });
}

function withButtons(words, byMarker, cite) {
  return words.split(/(\s*\[\d+\])/).map((part) => {
    const marker = /^\s*\[(\d+)\]$/.exec(part);
    const citation = marker && byMarker.get(Number(marker[1]));
    return citation ? element("span", { class: "marker" }, "\u00a0", cite(citation)) : part;
  });
}

function citationButton(citation, fail) {
  const button = element("button", {
    type: "button",
    class: "cite",
    "aria-label": `${citation.marker ? `Source ${citation.marker}` : "Passage"}: ${citation.title}`,
    "aria-expanded": "false",
    "aria-controls": "source",
    onclick: () => openSource(citation, button).catch(fail),
  }, citation.marker ? String(citation.marker) : "show");
  return button;
}

const flagList = (flags) => (flags.length
  ? element("ul", { class: "flags" }, ...[...new Set(flags)].map((flag) => element("li", {}, flagWords(flag))))
  : null);

// One entry a document; a quote that stands in the answer is not printed again, and its button joins its section's.
function sources(citations, cite, shown) {
  return [...Map.groupBy(citations, (citation) => citation.document).values()].map((ofDocument) => {
    const repeated = ofDocument.filter((citation) => shown.includes(citation.quote));
    const bySection = [...Map.groupBy(repeated, place).entries()];
    return element("li", {},
      element("p", { class: "title" }, ofDocument[0].title),
      element("p", { class: "reference" }, ofDocument[0].reference),
      element("p", { class: "quiet" }, facts(ofDocument[0]).join(" · ")),
      element("ul", { class: "cited" },
        ...bySection.map(([name, each]) => element("li", {}, ...each.map(cite), element("p", { class: "quiet" }, name))),
        ...ofDocument.filter((citation) => !repeated.includes(citation)).map((citation) => quoted(citation, cite))));
  });
}

const place = (citation) =>
  [citation.section, citation.page === null ? null : `page ${citation.page}`].filter(Boolean).join(", ");

function quoted(citation, cite) {
  return element("li", {}, cite(citation), element("div", {},
    element("blockquote", {}, citation.quote),
    element("p", { class: "quiet" }, place(citation)),
    flagList(citation.flags)));
}

function section(title, kind, items) {
  return items.length
    ? element("section", { class: kind }, element("h3", {}, title), element("ul", {}, ...items))
    : null;
}

function basis(answer) {
  const rows = [
    ["Answer", answer.id],
    ["Composed by", answer.basis.composer],
    ["Embedding", answer.basis.embedding],
    ["Corpus", answer.basis.corpus_sha256],
    ["Limits", answer.basis.limits_sha256],
    ["Passages read", String(answer.basis.retrieved.length)],
    ["Time", `${(answer.timing_ms.total ?? 0).toFixed(1)} ms`],
  ];
  return element("details", { class: "basis" }, element("summary", {}, "Basis"),
    element("dl", {}, ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])));
}
