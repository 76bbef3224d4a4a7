// What of the conversation goes along with a follow-up.
import type { Answer, Turn } from "./values.ts";

const EXCHANGES = 6;

export interface Exchanged {
  readonly question: string;
  readonly answer: Answer | null;
}

/** The last exchanges that were answered, oldest first; one that failed or was stopped is left out. */
export function turns(exchanges: readonly Exchanged[]): Turn[] {
  return exchanges
    .filter((exchange) => exchange.answer !== null)
    .slice(-EXCHANGES)
    .flatMap((exchange) => [
      { role: "user" as const, text: exchange.question },
      { role: "assistant" as const, text: exchange.answer?.text ?? "" },
    ]);
}
