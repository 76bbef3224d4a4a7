// The cited documents as RIS and BibTeX; one record a document, the quotes as notes. Nothing is guessed.
import { byDocument } from "./citations.ts";
import { oneLine } from "./points.ts";
import type { Citation } from "./values.ts";

const MARKS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** RIS: type GEN, since what kind of publication it is the evidence does not say. */
export function ris(citations: readonly Citation[]): string {
  return byDocument(citations).map(risRecord).join("\r\n");
}

function risRecord(ofDocument: readonly Citation[]): string {
  const first = ofDocument[0]!;
  const fields: (readonly [string, string])[] = [
    ["TY", "GEN"],
    ["ID", first.document],
    ["TI", first.title],
    ["PY", first.year === null ? "" : String(first.year)],
    ["M3", first.design ?? ""],
    ["N1", first.reference],
    ...ofDocument.map((citation) => ["N1", note(citation)] as const),
    ["AN", `sha256:${first.document_sha256}`],
  ];
  const lines = fields.map(([tag, value]) => [tag, oneLine(value)] as const).filter(([, value]) => value);
  return [...lines, ["ER", ""] as const].map(([tag, value]) => `${tag}  - ${value}\r\n`).join("");
}

/** BibTeX: @misc, with the reference as the source prints it. */
export function bibtex(citations: readonly Citation[]): string {
  const keys = new Set<string>();
  return byDocument(citations).map((ofDocument) => bibtexRecord(ofDocument, keys)).join("\n");
}

function bibtexRecord(ofDocument: readonly Citation[], keys: Set<string>): string {
  const first = ofDocument[0]!;
  const fields: [string, string][] = [
    ["title", `{${escaped(first.title)}}`],
    ["year", first.year === null ? "" : String(first.year)],
    ["type", escaped(first.design ?? "")],
    ["howpublished", escaped(first.reference)],
    ["note", escaped(ofDocument.map(note).join("; "))],
    ["annote", `sha256:${first.document_sha256}`],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${key(first.document, keys)},\n${lines.join(",\n")}\n}\n`;
}

const note = (citation: Citation): string =>
  oneLine(`${citation.marker ? `[${citation.marker}] ` : ""}"${citation.quote}" (${citation.section}; characters ${citation.start}-${citation.end})`);

const escaped = (text: string): string =>
  oneLine(text).replace(/[\\{}~^]|[%&$#_]/g, (character) => MARKS[character] ?? `\\${character}`);

function key(document: string, taken: Set<string>): string {
  const plain = document.normalize("NFKD").replace(/[^A-Za-z0-9:-]+/g, "-").replace(/^-+|-+$/g, "") || "source";
  let free = plain;
  for (let number = 2; taken.has(free); number += 1) free = `${plain}-${number}`;
  taken.add(free);
  return free;
}
