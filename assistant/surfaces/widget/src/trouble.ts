// What can go wrong between the widget and the service, as one error with a kind that has words of its own.

export type Trouble =
  | "unreachable" // no connection
  | "lost" // the connection broke in mid-answer
  | "slow" // nothing came for too long
  | "expired" // the token is not accepted, nor a fresh one
  | "portal" // the portal gave no token
  | "forbidden" // this page or user may not ask
  | "gone" // there is none, or it is another's
  | "tooLong"
  | "refused" // the service says what is wrong with the request
  | "busy"
  | "failed";

export class ServiceError extends Error {
  constructor(
    readonly kind: Trouble,
    readonly detail = "",
    readonly retryAfter: number | null = null,
  ) {
    super(detail || kind);
  }
}

interface Problem {
  readonly status?: number;
  readonly title?: string;
  readonly detail?: string;
  readonly remedy?: string;
}

/** The error for a problem document; `retryAfter` in seconds. */
export function fromProblem(problem: unknown, status: number, retryAfter: number | null = null): ServiceError {
  const { detail = "", remedy = "" } = (typeof problem === "object" && problem !== null ? problem : {}) as Problem;
  const said = [detail, remedy].filter((part) => typeof part === "string" && part).join(" ");
  return new ServiceError(kindOf(status), said, retryAfter);
}

/** The status that an `error` event carries, or 500. */
export const statusOf = (problem: unknown): number => {
  const status = (problem as Problem | null)?.status;
  return typeof status === "number" ? status : 500;
};

function kindOf(status: number): Trouble {
  if (status === 401) return "expired";
  if (status === 403) return "forbidden";
  if (status === 404) return "gone";
  if (status === 429 || status === 503) return "busy";
  if (status === 504) return "slow";
  return [400, 413, 422].includes(status) ? "refused" : "failed";
}

/** `Retry-After` in seconds: a number, or a date. */
export function retryAfter(header: string | null, now = Date.now()): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}
