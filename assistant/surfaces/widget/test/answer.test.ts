import assert from "node:assert/strict";
import { test } from "node:test";
import { boxes, cited, runs, sides, unsaid } from "../src/citations.ts";
import { html, plainText } from "../src/copying.ts";
import { turns } from "../src/history.ts";
import { ENGLISH, fill, flagWords, translated } from "../src/messages.ts";
import { bibtex, ris } from "../src/records.ts";
import type { Kind, Statement } from "../src/values.ts";
import { answer, citation } from "./made.ts";

const statement = (kind: Kind, ...citations: number[]): Statement => ({ text: `${kind} ${citations}`, kind, citations, support: "quoted" });
const other = citation({ marker: 2, id: "c2", document: "other", title: "Other", year: 1997 });

test("the history is the last six answered exchanges, oldest first", () => {
  const exchanges = Array.from({ length: 9 }, (_, at) => ({ question: `q${at}`, answer: at === 7 ? null : answer({ text: `t${at}` }) }));
  const sent = turns(exchanges);
  assert.equal(sent.length, 12);
  assert.deepEqual(sent.slice(0, 2), [{ role: "user", text: "q2" }, { role: "assistant", text: "t2" }]);
  assert.equal(sent.at(-2)?.text, "q8");
  assert.ok(!sent.some((turn) => turn.text === "q7"));
});

test("a conflict goes on after cautions, in one box, and after nothing else", () => {
  const of = (...kinds: Kind[]) => boxes(runs(kinds.map((kind) => statement(kind, 1)))).map((box) => box.map((run) => run.statements.length));
  assert.deepEqual(of("conflict", "conflict", "caveat", "caveat", "conflict", "caveat"), [[2, 1, 1, 1], [1]]);
  assert.deepEqual(of("conflict", "finding", "conflict"), [[1], [1], [1]]);
  assert.deepEqual(of("finding", "caveat", "conflict"), [[1], [1], [1]]);
});

test("neighbouring sides of a conflict come together, one side a document", () => {
  const said = [statement("finding", 1), statement("conflict", 1), statement("conflict", 2), statement("caveat", 2), statement("conflict", 1)];
  assert.deepEqual(runs(said).map((run) => [run.conflict, run.statements.length]), [[false, 1], [true, 2], [false, 1], [true, 1]]);
  const citations = [citation(), other];
  assert.equal(sides(said.slice(1, 3), citations).length, 2);
  assert.equal(sides([statement("conflict", 1, 2)], citations).length, 0);
  assert.equal(sides([statement("conflict", 1)], citations).length, 0);
});

test("a marker without its citation is passed over", () => {
  assert.deepEqual(cited([2, 9, 1], [citation(), other]).map((each) => each.marker), [2, 1]);
});

test("a limit that the sentences give is not said twice, one that stopped something always", () => {
  const limits = [
    { id: "a", action: "stated" as const, reason: "IVIG lowered the rate." },
    { id: "b", action: "enforced" as const, reason: "IVIG lowered the rate." },
    { id: "c", action: "stated" as const, reason: "Other." },
  ];
  assert.deepEqual(unsaid(answer({ limits })).map((limit) => limit.id), ["b", "c"]);
});

test("RIS has a record a document, and a line break makes no field", () => {
  const hostile = citation({ marker: 3, title: "A\r\nER  - \r\nTY  - JOUR", quote: "q\nTI  - x" });
  assert.equal(ris([citation(), other, { ...hostile, document: "third" }]).match(/^TY {2}- /gm)?.length, 3);
  assert.equal(
    ris([other]),
    ["TY  - GEN", "ID  - other", "TI  - Other", "PY  - 1997", "M3  - review", "N1  - Tiny J. 1:1.",
      'N1  - [2] "IVIG lowered the rate." (Benefit; characters 10-32)', `AN  - sha256:${"a".repeat(64)}`, "ER  - ", ""].join("\r\n"),
  );
  assert.ok(!ris([citation()]).includes("PY"));
});

test("BibTeX is escaped, and its keys are unique", () => {
  const made = bibtex([citation({ title: "50 % of {x} \\input & $y_1^2~#" }), citation({ document: "tiny review", marker: 2 })]);
  assert.ok(made.includes("title = {{50 \\% of \\{x\\} \\textbackslash{}input \\& \\$y\\_1\\textasciicircum{}2\\textasciitilde{}\\#}}"), made);
  assert.deepEqual([...made.matchAll(/@misc\{([^,]+)/g)].map((match) => match[1]), ["tiny-review", "tiny-review-2"]);
  assert.ok(!/^ {2}year/m.test(made));
});

test("a copy has the sentences with their numbers, the quotes, and what the sources are", () => {
  const text = plainText(answer({ missing: ["price"], citations: [citation({ flags: ["possible-unit-error"] })] }), ENGLISH);
  assert.match(text, /^Does it work\?\nAnswered from the evidence\nIVIG lowered the rate\. \[1\]\nNot in the evidence: price\n/);
  assert.match(text, /\[1\] “IVIG lowered the rate\.” \(! possible unit error.*undated · review · certainty not graded · Characters 10 to 32/);
});

test("a copy as HTML is only text", () => {
  const made = html(answer({ question: "<img src=x onerror=alert(1)>\u202e", outcome: "<b>" as never }), ENGLISH);
  assert.ok(made.includes("&lt;img src=x onerror=alert(1)&gt;"));
  assert.ok(!/<(?!\/?(?:p|strong|em|span|small)>)/.test(made));
  assert.ok(!made.includes("\u202e"));
});

test("a translation replaces what it gives and keeps the rest", () => {
  const french = translated({ ask: "Demander", outcomes: { declined: "Refusé" }, close: 3 as never });
  assert.equal(french.ask, "Demander");
  assert.equal(french.close, ENGLISH.close);
  assert.deepEqual([french.outcomes["declined"], french.outcomes["partial"]], ["Refusé", ENGLISH.outcomes["partial"]]);
  assert.equal(translated(null).stop, ENGLISH.stop);
});

test("messages are filled in, flags without words read as their name", () => {
  assert.equal(fill("{a} of {b}{c}", { a: 1, b: "{a}" }), "1 of {a}");
  assert.equal(flagWords("not-known", ENGLISH), "not known");
});
