// The portal's short-lived token: fetched when needed, renewed shortly before it ends. Kept in memory only.
import { ServiceError } from "./trouble.ts";

const PATIENCE = 15_000;
const MARGIN = 30;

export class Tokens {
  private token: string | null = null;
  private until = 0;
  private coming: Promise<string> | null = null;

  constructor(private readonly url: string) {}

  /** A token that is still good, or null where the portal names no place to get one. */
  async current(): Promise<string | null> {
    if (!this.url) return null;
    if (this.token !== null && Date.now() < this.until) return this.token;
    this.coming ??= this.fetched().finally(() => (this.coming = null));
    return this.coming;
  }

  /** Forget `token`; it was refused. One that came since is kept. */
  refused(token: string | null): void {
    if (token === this.token) this.token = null;
  }

  private async fetched(): Promise<string> {
    const body = await this.reply();
    const { token, expires_in } = (body ?? {}) as { token?: unknown; expires_in?: unknown };
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) throw new ServiceError("portal");
    const seconds = typeof expires_in === "number" ? expires_in : 0;
    this.until = Date.now() + (seconds - Math.min(MARGIN, seconds / 4)) * 1000;
    return (this.token = token);
  }

  private async reply(): Promise<unknown> {
    try {
      const response = await fetch(this.url, {
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.ok) return await response.json();
    } catch {
      // A redirect to a sign-in page, no network, no JSON: in each case the portal gave no token.
    }
    throw new ServiceError("portal");
  }
}
