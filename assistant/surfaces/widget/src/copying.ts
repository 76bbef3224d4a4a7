// An answer as text and as HTML for the clipboard, with the quotes behind its numbers. All of it is escaped text.
import { place, unique, unsaid } from "./citations.ts";
import { credentials, fill, flagWords, type Messages } from "./messages.ts";
import { displayable, oneLine } from "./points.ts";
import type { Answer, Citation, Statement } from "./values.ts";

interface Line {
  readonly role: "question" | "outcome" | "said" | "title" | "cited";
  readonly text: string;
}

function* lines(answer: Answer, messages: Messages): Generator<Line> {
  yield { role: "question", text: answer.question };
  yield { role: "outcome", text: messages.outcomes[answer.outcome] ?? answer.outcome };
  for (const statement of answer.statements) yield { role: "said", text: said(statement, messages) };
  if (answer.missing.length) yield { role: "said", text: `${messages.missing}: ${answer.missing.join("; ")}` };
  for (const limit of unsaid(answer)) {
    const label = limit.action === "enforced" ? messages.stoppedByLimit : messages.limit;
    yield { role: "said", text: `${label}: ${limit.reason}` };
  }
  for (const withheld of answer.withheld) yield { role: "said", text: `${messages.withheld}: ${withheld.reason}` };
  if (answer.citations.length) yield { role: "title", text: messages.passages };
  for (const citation of answer.citations) yield { role: "cited", text: passage(citation, messages) };
  if (answer.nearest.length) yield { role: "title", text: messages.nearest };
  for (const citation of answer.nearest) yield { role: "cited", text: passage(citation, messages) };
  yield { role: "title", text: `${messages.corpusDate}: ${answer.basis.corpus_date || messages.undatedCorpus}` };
  yield { role: "said", text: `${messages.corpusHash}: ${answer.basis.corpus_sha256}` };
}

function said(statement: Statement, messages: Messages): string {
  const label = messages.kinds[statement.kind];
  const markers = statement.citations.map((marker) => `[${marker}]`).join("");
  return `${label ? `${label}: ` : ""}${statement.text}${markers ? ` ${markers}` : ""}`;
}

/** The quote, where it stands, and what the source is. */
function passage(citation: Citation, messages: Messages): string {
  const where = place(citation, (page) => fill(messages.page, { page }));
  const flags = unique(citation.flags).map((flag) => ` (! ${flagWords(flag, messages)})`);
  const range = fill(messages.place, { start: citation.start, end: citation.end });
  const source = [citation.title, where, citation.reference, ...credentials(citation, messages), range].filter(Boolean);
  const marker = citation.marker ? `[${citation.marker}] ` : "";
  return `${marker}“${citation.quote}”${flags.join("")} ${source.join(" · ")}`;
}

export const plainText = (answer: Answer, messages: Messages): string =>
  [...lines(answer, messages)]
    .map(({ role, text }) => (role === "title" ? `\n${oneLine(text)}` : oneLine(text)))
    .join("\n");

const TAGS = { question: "strong", outcome: "em", said: "span", title: "strong", cited: "small" } as const;

export const html = (answer: Answer, messages: Messages): string =>
  [...lines(answer, messages)]
    .map(({ role, text }) => `<p><${TAGS[role]}>${escaped(oneLine(text))}</${TAGS[role]}></p>`)
    .join("\n");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escaped = (text: string): string => displayable(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);

/** Both kinds on the clipboard; by the older way where the newer is not allowed (a portal without TLS). */
export async function copy(text: string, markup: string): Promise<boolean> {
  const kinds = { "text/plain": text, "text/html": markup };
  try {
    const parts = Object.entries(kinds).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts) as Record<string, Blob>)]);
    return true;
  } catch {
    return copyByEvent(kinds);
  }
}

function copyByEvent(kinds: Readonly<Record<string, string>>): boolean {
  let done = false;
  const onCopy = (event: ClipboardEvent) => {
    for (const [type, part] of Object.entries(kinds)) event.clipboardData?.setData(type, part);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", onCopy, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", onCopy, { capture: true });
  return done;
}

/** A file for the user to keep. */
export function download(name: string, type: string, content: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
