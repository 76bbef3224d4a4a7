import type { Answer, Citation } from "../src/values.ts";

export const citation = (more: Partial<Citation> = {}): Citation => ({
  marker: 1,
  id: "c1",
  document: "tiny-review",
  document_sha256: "a".repeat(64),
  title: "A tiny review",
  reference: "Tiny J. 1:1.",
  year: null,
  design: "review",
  certainty: null,
  section: "Benefit",
  page: null,
  quote: "IVIG lowered the rate.",
  start: 10,
  end: 32,
  flags: [],
  ...more,
});

export const answer = (more: Partial<Answer> = {}): Answer => ({
  schema: "answer/1",
  id: "a1",
  question: "Does it work?",
  outcome: "answered",
  text: "IVIG lowered the rate. [1]",
  statements: [{ text: "IVIG lowered the rate.", kind: "finding", citations: [1], support: "quoted" }],
  citations: [citation()],
  limits: [],
  withheld: [],
  missing: [],
  nearest: [],
  basis: {
    corpus_sha256: "c".repeat(64),
    limits_sha256: "d".repeat(64),
    prompt_sha256: null,
    composer: "verbatim/1",
    embedding: "double",
    retrieved: [],
    redacted: {},
  },
  timing_ms: { total: 4 },
  ...more,
});

/** A body that comes in these pieces. */
export const body = (...pieces: (string | Uint8Array)[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
      controller.close();
    },
  });
