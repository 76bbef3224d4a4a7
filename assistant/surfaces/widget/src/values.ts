// The contract's values (answer/1), as the service sends them.

export type Outcome = "answered" | "partial" | "not_covered" | "out_of_scope" | "declined";
export type Kind = "finding" | "limit" | "conflict" | "caveat" | "note";

export interface Citation {
  readonly marker: number;
  readonly id: string;
  readonly document: string;
  readonly document_sha256: string;
  readonly title: string;
  readonly reference: string;
  readonly year: number | null;
  readonly design: string | null;
  readonly certainty: string | null;
  readonly section: string;
  readonly page: number | null;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly flags: readonly string[];
}

export interface Statement {
  readonly text: string;
  readonly kind: Kind;
  readonly citations: readonly number[];
  readonly support: "quoted" | "supported" | null;
}

export interface Retrieved {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

export interface Basis {
  readonly corpus_sha256: string;
  readonly limits_sha256: string;
  readonly prompt_sha256: string | null;
  readonly composer: string;
  readonly embedding: string;
  readonly retrieved: readonly Retrieved[];
  readonly redacted: Readonly<Record<string, number>>;
  /** The day of the evidence, as its keepers state it; answers of before 0.1.0 have none. */
  readonly corpus_date?: string | null;
}

export interface Answer {
  readonly schema: "answer/1";
  readonly id: string;
  readonly question: string;
  readonly outcome: Outcome;
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly citations: readonly Citation[];
  readonly limits: readonly { readonly id: string; readonly action: "stated" | "enforced"; readonly reason: string }[];
  readonly withheld: readonly { readonly reason: string; readonly limit: string | null }[];
  readonly missing: readonly string[];
  readonly nearest: readonly Citation[];
  readonly basis: Basis;
  readonly timing_ms: Readonly<Record<string, number>>;
}

/** What the document list says of a document. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  readonly year: number | null;
  readonly design: string | null;
  readonly certainty?: string | null;
  readonly sha256: string;
  readonly flags?: readonly string[];
}

/** A document with its canonical text; offsets count code points of `text`. */
export interface Source extends Listed {
  readonly text: string;
  readonly file?: string;
  readonly source_note?: string;
}

export interface Corpus {
  readonly title: string;
  readonly suggested: readonly string[];
  readonly documents: readonly Listed[];
}

export interface Turn {
  readonly role: "user" | "assistant";
  readonly text: string;
}

export type Detail = "brief" | "full";
export type Step = "understand" | "retrieve" | "compose" | "verify";
export type Reason = "wrong" | "incomplete" | "unclear" | "not_covered" | "other";

export interface Feedback {
  readonly answer: string;
  readonly helpful: boolean;
  readonly reason?: Reason;
  readonly text?: string;
}

/** The answer, or null where what came is not one. */
export function readAnswer(value: unknown): Answer | null {
  const answer = value as Answer | null;
  const lists = ["statements", "citations", "limits", "withheld", "missing", "nearest"] as const;
  if (typeof answer !== "object" || answer === null || answer.schema !== "answer/1") return null;
  return lists.every((name) => Array.isArray(answer[name])) && typeof answer.basis === "object" ? answer : null;
}
