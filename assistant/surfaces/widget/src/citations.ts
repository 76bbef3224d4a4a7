// Which citations a statement has, which documents an answer rests on, and the two sides of a conflict.
import type { Answer, Citation, Statement } from "./values.ts";

/** The citations of these markers, in the markers' order. */
export const cited = (markers: readonly number[], citations: readonly Citation[]): Citation[] =>
  markers.flatMap((marker) => citations.find((citation) => citation.marker === marker) ?? []);

/** The values of equal keys together, in the order of their first. */
export function grouped<T>(values: readonly T[], key: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return [...groups.values()];
}

export const byDocument = (citations: readonly Citation[]): Citation[][] =>
  grouped(citations, (citation) => citation.document);

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Section and page, as far as the source has them. */
export const place = (citation: Citation, page: (page: number) => string): string =>
  [citation.section, citation.page === null ? "" : page(citation.page)].filter(Boolean).join(", ");

export interface Run {
  readonly conflict: boolean;
  readonly statements: readonly Statement[];
}

/** The statements in their order; neighbours that are sides of a conflict come together. */
export function runs(statements: readonly Statement[]): Run[] {
  const found: { conflict: boolean; statements: Statement[] }[] = [];
  for (const statement of statements) {
    const conflict = statement.kind === "conflict";
    const last = found.at(-1);
    if (conflict && last?.conflict) last.statements.push(statement);
    else found.push({ conflict, statements: [statement] });
  }
  return found;
}

/** The runs in boxes: a conflict takes in what it goes on with after nothing but cautions. */
export function boxes(found: readonly Run[]): Run[][] {
  const made: Run[][] = [];
  for (const [at, run] of found.entries()) {
    const box = made.at(-1);
    const after = found.slice(at).find(({ statements }) => statements[0]!.kind !== "caveat");
    if (box?.[0]!.conflict && after?.conflict) box.push(run);
    else made.push([run]);
  }
  return made;
}

/** The document that a statement speaks for, or "" where it cites several or none. */
export function speaksFor(statement: Statement, citations: readonly Citation[]): string {
  const documents = unique(cited(statement.citations, citations).map((citation) => citation.document));
  return documents.length === 1 ? documents[0]! : "";
}

/** The sides, one a document, where each statement speaks for one and they speak for several; else none. */
export function sides(statements: readonly Statement[], citations: readonly Citation[]): Statement[][] {
  if (statements.some((statement) => !speaksFor(statement, citations))) return [];
  const groups = grouped(statements, (statement) => speaksFor(statement, citations));
  return groups.length > 1 ? groups : [];
}

/** Limits whose reason the answer's own sentences do not already give. */
export const unsaid = (answer: Answer): Answer["limits"] =>
  answer.limits.filter((limit) => limit.action === "enforced" || !answer.text.includes(limit.reason));
