// Every word of the widget, in English. A translation replaces any of them; `{name}` is filled in.
// The outcomes, kinds and flags are those of assistant/render/words.py; a test holds the two together.

export const ENGLISH = {
  title: "Evidence assistant",
  promise: "Every sentence of an answer has a number, which opens its source at the words it rests on.",
  hint: "Not for emergencies. No names or record numbers.",
  documents: "Documents: {count}",
  question: "Your question",
  placeholder: "Ask about the evidence",
  followUp: "Ask a follow-up, such as: and in PPMS?",
  ask: "Ask",
  stop: "Stop",
  full: "Full detail",
  clear: "Clear",
  clearLabel: "Clear conversation",
  suggested: "Try one of these",
  conversation: "Conversation: arrow keys move between answers, Enter goes into one, Escape returns to the question",
  kept: "An answer given before",
  fetching: "Loading the answer…",
  steps: {
    understand: "Reading the question…",
    retrieve: "Searching the evidence…",
    compose: "Composing from the sources…",
    generate: "Composing from the sources…",
    verify: "Checking every sentence…",
    conclude: "Checking every sentence…",
  } as Record<string, string>,
  outcomes: {
    answered: "Answered from the evidence",
    partial: "Answered in part",
    not_covered: "The evidence does not say",
    out_of_scope: "Not this evidence's topic",
    declined: "Declined",
  } as Record<string, string>,
  kinds: {
    finding: "",
    limit: "Limit of the evidence",
    conflict: "Sources differ",
    caveat: "Caution",
    note: "",
  } as Record<string, string>,
  flags: {
    "arm-size-not-stated": "the source does not state the size of each arm",
    "bibliography-missing-in-source": "the source numbers its references and prints no list of them",
    "instruction-like": "reads like an instruction to a program: shown as text only",
    "invisible-text": "the source has invisible characters here",
    "list-missing-in-source": "the source announces a list and prints none",
    "percentages-do-not-add-up": "the printed percentages do not add up: quoted as printed, do not calculate from them",
    "pointer-not-supplied": "the source points to pages that are not supplied",
    "possible-printing-error": "possible printing error in the source: quoted as printed, do not calculate from it",
    "possible-unit-error": "possible unit error in the source: quoted as printed, do not use",
    "reference-as-printed": "reference as printed in the source, not checked",
    "undated-source": "the source is undated",
  } as Record<string, string>,
  undated: "undated",
  notGraded: "certainty not graded",
  certainty: "certainty: {grade}",
  missing: "Not in the evidence",
  limit: "Limit",
  stoppedByLimit: "Stopped by a limit",
  withheld: "Withheld",
  sources: "Sources",
  nearest: "Nearest in the evidence (not an answer)",
  source: "Source {marker}: {title}",
  nearestSource: "Show in the document: {title}",
  show: "Show in the document",
  page: "page {page}",
  actions: "This answer",
  copy: "Copy with citations",
  copied: "Copied.",
  notCopied: "The browser did not allow copying.",
  print: "Print",
  ris: "RIS",
  bibtex: "BibTeX",
  risLabel: "Export the sources as RIS",
  bibtexLabel: "Export the sources as BibTeX",
  basis: "Basis",
  basisTitle: "What this answer rests on",
  close: "Close",
  back: "Back to the basis",
  documentText: "Document text",
  loading: "Loading the document…",
  place: "Characters {start} to {end}",
  hash: "SHA-256",
  changed: "The document is not the one that was cited: its hash differs. Do not rely on the mark.",
  notFound: "The cited words do not stand at the cited place of this document.",
  noDocument: "The document could not be loaded.",
  composer: "Composed by",
  embedding: "Embedding",
  corpusDate: "Corpus as of",
  undatedCorpus: "no date stated",
  corpusHash: "Corpus (SHA-256)",
  limitsHash: "Limits (SHA-256)",
  promptHash: "Prompt (SHA-256)",
  answerId: "Answer",
  took: "Time",
  limitsThatSpoke: "Limits that spoke",
  redacted: "Redacted from the question",
  retrieved: "Passages read, best first",
  score: "score {score}",
  none: "none",
  quotedWords: "the source's own words",
  reworded: "reworded, and checked against the quote",
  helpful: "Helpful?",
  yes: "Yes",
  no: "No",
  why: "What was wrong?",
  reasons: {
    wrong: "Wrong",
    incomplete: "Incomplete",
    unclear: "Unclear",
    not_covered: "It should be in the evidence",
    other: "Something else",
  } as Record<string, string>,
  comment: "In your words (optional; no names or record numbers)",
  send: "Send",
  cancel: "Cancel",
  thanks: "Thank you. Your feedback was stored.",
  notStored: "Your feedback was not stored. {reason}",
  erase: "Erase",
  eraseLabel: "Erase this answer",
  eraseSure: "Erase this answer from the service's record? It cannot be brought back.",
  keep: "Keep it",
  erased: "The answer was erased.",
  notErased: "The answer was not erased. {reason}",
  retry: "Try again",
  edit: "Edit the question",
  incomplete: "Not a whole answer: the sentences below were checked, but its limits and cautions may be missing.",
  stopped: "Stopped.",
  again: "It asks again by itself in {seconds} s.",
  troubles: {
    unreachable: "The service cannot be reached. Your question is kept here.",
    lost: "The connection to the service broke. Your question is kept here.",
    slow: "The service took too long. Your question is kept here.",
    expired: "Your access to this assistant has expired, and no new one was accepted. Sign in to the portal again; your question is kept here.",
    portal: "The portal did not renew your access to this assistant. Sign in to the portal again; your question is kept here.",
    forbidden: "This page or user is not allowed to use the service. Ask those who run the portal.",
    gone: "Nothing was found at the service. {detail}",
    tooLong: "The question is too long: {length} of at most {longest} characters. Shorten it and ask again.",
    refused: "The service could not take the question. {detail}",
    busy: "The service is busy. Your question is kept here.",
    failed: "The service failed to answer. Your question is kept here. {detail}",
  } as Record<string, string>,
  noConnection: "The service cannot be reached.",
  passages: "Passages cited",
  cited: "Cited",
};

export type Messages = typeof ENGLISH;

type Translated<T> = { readonly [name in keyof T]?: T[name] | Partial<T[name]> };
export type Translation = Translated<Messages>;

/** English with what the translation gives. */
export function translated(translation: Translation | null | undefined): Messages {
  const merged: Record<string, unknown> = { ...ENGLISH };
  for (const [name, words] of Object.entries(translation ?? {})) {
    const english = merged[name];
    if (typeof english === "string" && typeof words === "string") merged[name] = words;
    if (typeof english === "object" && typeof words === "object") merged[name] = { ...english, ...words };
  }
  return merged as Messages;
}

/** The message with its `{name}`s filled in; one that is not given stays empty. */
export const fill = (message: string, values: Readonly<Record<string, string | number>>): string =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? "")).trim();

/** The flag in plain words; one without words of its own reads as its name. */
export const flagWords = (flag: string, messages: Messages): string => messages.flags[flag] ?? flag.replaceAll("-", " ");

interface Credentials {
  readonly year: number | null;
  readonly design: string | null;
  readonly certainty?: string | null;
}

/** Year, design and certainty, saying so where the source states none. */
export const credentials = (source: Credentials, messages: Messages): string[] =>
  [
    source.year === null ? messages.undated : String(source.year),
    source.design ?? "",
    source.certainty ? fill(messages.certainty, { grade: source.certainty }) : messages.notGraded,
  ].filter(Boolean);
