// The service's HTTP interface. No cookies, no storage; nothing but the service and the token's URL is asked.
import { events, within } from "./sse.ts";
import { Tokens } from "./token.ts";
import { fromProblem, retryAfter, ServiceError, statusOf } from "./trouble.ts";
import {
  type Answer,
  type Citation,
  type Corpus,
  type Detail,
  type Feedback,
  readAnswer,
  type Source,
  type Statement,
  type Step,
  type Turn,
} from "./values.ts";

export type Said =
  | { readonly event: "status"; readonly step: Step }
  | { readonly event: "citation"; readonly citation: Citation }
  | { readonly event: "statement"; readonly statement: Statement }
  | { readonly event: "answer"; readonly answer: Answer };

export interface Asked {
  readonly question: string;
  readonly history: readonly Turn[];
  readonly detail: Detail;
}

const SILENCE = 60_000;
const JSON_TYPE = "application/json";
const STREAM_TYPE = "text/event-stream";

export class Client {
  private readonly tokens: Tokens;
  private readonly sources = new Map<string, Promise<Source>>();

  constructor(
    private readonly endpoint: string,
    tokenUrl: string,
    private readonly silence = SILENCE,
  ) {
    this.tokens = new Tokens(tokenUrl);
  }

  /** What is said, as it comes; the whole answer is last, or an error is thrown. */
  async *ask(asked: Asked, signal: AbortSignal): AsyncGenerator<Said> {
    const response = await this.send("/v1/answers", post(asked, `${STREAM_TYPE}, ${JSON_TYPE};q=0.5`, signal));
    if (!response.body || !(response.headers.get("Content-Type") ?? "").startsWith(STREAM_TYPE)) {
      yield { event: "answer", answer: whole(await this.json(response)) };
      return;
    }
    try {
      for await (const { event, data } of events(response.body, this.silence)) {
        const said = read(event ?? "", data);
        if (said) yield said;
        if (said?.event === "answer") return;
      }
    } catch (error) {
      throw signal.aborted || error instanceof ServiceError ? error : new ServiceError("lost");
    }
    throw new ServiceError("lost");
  }

  /** An answer given to this reader before. */
  async *stored(id: string, signal: AbortSignal): AsyncGenerator<Said> {
    const response = await this.send(kept(id), { ...get(), signal });
    yield { event: "answer", answer: whole(await this.json(response)) };
  }

  /** Erase an answer's content from the service's record. */
  async erase(id: string): Promise<void> {
    await this.send(kept(id), { ...get(), method: "DELETE" });
  }

  async corpus(): Promise<Corpus> {
    return (await this.json(await this.send("/v1/documents", get()))) as Corpus;
  }

  /** The document; fetched once for each hash it had. */
  source(id: string, sha256: string): Promise<Source> {
    const key = `${id} ${sha256}`;
    const coming = this.sources.get(key) ?? this.document(id);
    this.sources.set(key, coming);
    coming.catch(() => this.sources.delete(key));
    return coming;
  }

  async feedback(feedback: Feedback): Promise<void> {
    await this.send("/v1/feedback", post(feedback, JSON_TYPE));
  }

  private async document(id: string): Promise<Source> {
    return (await this.json(await this.send(`/v1/documents/${encodeURIComponent(id)}`, get()))) as Source;
  }

  /** The response, if it is a good one; a refused token is renewed once, one of another origin for the next request. */
  private async send(path: string, init: RequestInit): Promise<Response> {
    const token = await this.tokens.current();
    let response = await this.fetch(path, init, token);
    if (response.status === 401 && token !== null) {
      this.tokens.refused(token);
      response = await this.fetch(path, init, await this.tokens.current());
    }
    if (response.ok) return response;
    if (response.status === 403) this.tokens.refused(token);
    const problem: unknown = await within(response.json(), this.silence).catch(() => null);
    throw fromProblem(problem, response.status, retryAfter(response.headers.get("Retry-After")));
  }

  private async fetch(path: string, init: RequestInit, token: string | null): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    try {
      const sent = fetch(this.endpoint + path, { ...init, headers, credentials: "omit", referrerPolicy: "strict-origin" });
      return await within(sent, this.silence);
    } catch (error) {
      throw init.signal?.aborted || error instanceof ServiceError ? error : new ServiceError("unreachable");
    }
  }

  private async json(response: Response): Promise<unknown> {
    try {
      return await within(response.json(), this.silence);
    } catch (error) {
      throw error instanceof ServiceError ? error : new ServiceError("failed");
    }
  }
}

const kept = (id: string): string => `/v1/answers/${encodeURIComponent(id)}`;

const get = (): RequestInit => ({ headers: { Accept: JSON_TYPE } });

function post(body: unknown, accept: string, signal?: AbortSignal): RequestInit {
  const headers = { "Content-Type": JSON_TYPE, Accept: accept };
  return { method: "POST", headers, body: JSON.stringify(body), ...(signal ? { signal } : {}) };
}

/** An event of the stream; null for one that is not known (the service may add some). */
export function read(event: string, data: string): Said | null {
  const value: unknown = parsed(data);
  switch (event) {
    case "status":
      return { event, step: (value as { step: Step }).step };
    case "citation":
      return { event, citation: value as Citation };
    case "statement":
      return { event, statement: value as Statement };
    case "answer":
      return { event, answer: whole(value) };
    case "error":
      throw fromProblem(value, statusOf(value));
    default:
      return null;
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new ServiceError("failed");
  }
}

function whole(value: unknown): Answer {
  const answer = readAnswer(value);
  if (!answer) throw new ServiceError("failed");
  return answer;
}
