// The exchanges of one conversation, and the one question that is being answered.
import type { Client, Said } from "./client.ts";
import { turns } from "./history.ts";
import { ServiceError } from "./trouble.ts";
import type { Answer, Citation, Detail, Reason, Statement, Step } from "./values.ts";

export type State = "asking" | "answered" | "stopped" | "failed";

export interface Exchange {
  readonly number: number;
  question: string;
  readonly detail: Detail;
  /** The id of an answer of before, which is fetched and not asked again; "" for a new question. */
  readonly kept: string;
  state: State;
  step: Step;
  statements: Statement[];
  citations: Citation[];
  answer: Answer | null;
  trouble: ServiceError | null;
  /** Seconds until it is asked again by itself; null where it is not. */
  again: number | null;
  tries: number;
  rating: "none" | "why" | "sent";
  /** Whether it is asked once more if the answer is to be erased. */
  erasing: boolean;
  reason: Reason | null;
  comment: string;
  /** What the last action on the answer came to. */
  remark: string;
  printed: boolean;
}

/** What the conversation tells its element. */
export interface Listener {
  changed(): void;
  ended(exchange: Exchange): void;
}

const AGAIN_AT_MOST = 60;
const TRIES_BY_ITSELF = 3;

export class Conversation {
  exchanges: readonly Exchange[] = [];
  private running: AbortController | null = null;
  private clock: ReturnType<typeof setInterval> | undefined;
  private made = 0;

  constructor(
    private readonly client: () => Client,
    private readonly listener: Listener,
  ) {}

  get busy(): boolean {
    return this.running !== null || this.clock !== undefined;
  }

  ask(question: string, detail: Detail): Exchange {
    return this.begin(begun((this.made += 1), question, detail));
  }

  /** Show an answer that was given before. */
  show(id: string): Exchange {
    return this.begin({ ...begun((this.made += 1), "", "brief"), kept: id });
  }

  private begin(exchange: Exchange): Exchange {
    this.exchanges = [...this.exchanges, exchange];
    void this.run(exchange);
    return exchange;
  }

  retry(exchange: Exchange): void {
    if (this.running || exchange.answer) return;
    this.wait(null);
    void this.run(exchange);
  }

  stop(): void {
    const waiting = this.exchanges.find((exchange) => exchange.again !== null);
    if (waiting) waiting.again = null;
    this.wait(null);
    this.running?.abort();
    this.running = null;
    this.listener.changed();
  }

  /** Take an erased answer off the screen, wherever it stands; what follows goes on without it. */
  drop(id: string): void {
    this.exchanges = this.exchanges.filter(({ answer }) => answer?.id !== id);
    this.listener.changed();
  }

  clear(): void {
    this.stop();
    this.exchanges = [];
    this.listener.changed();
  }

  private async run(exchange: Exchange): Promise<void> {
    const running = (this.running = new AbortController());
    Object.assign(exchange, { state: "asking", step: "understand", statements: [], citations: [], trouble: null, again: null });
    exchange.tries += 1;
    this.listener.changed();
    try {
      for await (const said of this.coming(exchange, running.signal)) {
        if (running.signal.aborted) break;
        take(exchange, said);
        this.listener.changed();
      }
    } catch (error) {
      if (!running.signal.aborted) exchange.trouble = error instanceof ServiceError ? error : new ServiceError("failed");
    }
    if (this.running === running) this.running = null;
    this.end(exchange);
  }

  private coming(exchange: Exchange, signal: AbortSignal): AsyncGenerator<Said> {
    const { question, detail, kept } = exchange;
    if (kept) return this.client().stored(kept, signal);
    const earlier = this.exchanges.slice(0, this.exchanges.indexOf(exchange));
    return this.client().ask({ question, history: turns(earlier), detail }, signal);
  }

  private end(exchange: Exchange): void {
    if (!this.exchanges.includes(exchange)) return;
    exchange.state = exchange.answer ? "answered" : exchange.trouble ? "failed" : "stopped";
    const pause = exchange.trouble?.kind === "busy" ? exchange.trouble.retryAfter : null;
    if (pause !== null && pause <= AGAIN_AT_MOST && exchange.tries <= TRIES_BY_ITSELF) this.wait(exchange, Math.max(1, pause));
    this.listener.changed();
    this.listener.ended(exchange);
  }

  /** Ask again when the pause is over; with null, nothing waits any more. */
  private wait(exchange: Exchange | null, seconds = 0): void {
    clearInterval(this.clock);
    this.clock = undefined;
    if (!exchange) return;
    exchange.again = seconds;
    this.clock = setInterval(() => {
      exchange.again = (exchange.again ?? 1) - 1;
      if (exchange.again <= 0) this.retry(exchange);
      else this.listener.changed();
    }, 1000);
  }
}

function take(exchange: Exchange, said: Said): void {
  if (said.event === "status") exchange.step = said.step;
  else if (said.event === "citation") exchange.citations = [...exchange.citations, said.citation];
  else if (said.event === "statement") exchange.statements = [...exchange.statements, said.statement];
  else {
    exchange.answer = said.answer;
    exchange.question ||= said.answer.question;
    exchange.statements = [...said.answer.statements];
    exchange.citations = [...said.answer.citations];
  }
}

const begun = (number: number, question: string, detail: Detail): Exchange => ({
  number,
  question,
  detail,
  kept: "",
  state: "asking",
  step: "understand",
  statements: [],
  citations: [],
  answer: null,
  trouble: null,
  again: null,
  tries: 0,
  rating: "none",
  erasing: false,
  reason: null,
  comment: "",
  remark: "",
  printed: false,
});
