import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Client } from "../src/client.ts";
import { retryAfter, ServiceError, type Trouble } from "../src/trouble.ts";
import { answer, body } from "./made.ts";

type Reply = (url: string, init: RequestInit) => Response | Promise<Response>;

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

function served(reply: Reply): [string, RequestInit][] {
  const asked: [string, RequestInit][] = [];
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    asked.push([url, init]);
    return reply(url, init);
  }) as typeof fetch;
  return asked;
}

const json = (value: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json", ...headers } });
const stream = (...parts: string[]) => new Response(body(...parts), { headers: { "Content-Type": "text/event-stream" } });
const asking = { question: "q", history: [], detail: "brief" } as const;
const bearer = (init: RequestInit) => (init.headers as Record<string, string>)["Authorization"];

async function said(client: Client) {
  const found: string[] = [];
  for await (const each of client.ask(asking, new AbortController().signal)) found.push(each.event);
  return found;
}

const fails = (kind: Trouble) => (error: unknown) => error instanceof ServiceError && error.kind === kind;

test("a stream is read to its answer; a plain answer is one too", async () => {
  served(() => stream('event: status\ndata: {"step":"verify"}\n\n', `event: answer\ndata: ${JSON.stringify(answer())}\n\n`));
  assert.deepEqual(await said(new Client("http://s", "")), ["status", "answer"]);
  served(() => json(answer()));
  assert.deepEqual(await said(new Client("http://s", "")), ["answer"]);
});

test("a stream that ends without its answer is lost", async () => {
  served(() => stream('event: status\ndata: {"step":"verify"}\n\n'));
  await assert.rejects(said(new Client("http://s", "")), fails("lost"));
});

test("without a token URL there is no Authorization, and never a cookie", async () => {
  const asked = served(() => json({}));
  await new Client("http://s", "").corpus();
  assert.equal(bearer(asked[0]![1]), undefined);
  assert.equal(asked[0]![1].credentials, "omit");
});

test("a token is fetched once for two requests, and again shortly before it ends", async (context) => {
  context.mock.timers.enable({ apis: ["Date"] });
  const asked = served((url) => (url === "/token" ? json({ token: "t", expires_in: 300 }) : json({})));
  const client = new Client("http://s", "/token");
  const tokens = () => asked.filter(([url]) => url === "/token").length;
  await Promise.all([client.corpus(), client.corpus()]);
  assert.equal(tokens(), 1);
  context.mock.timers.tick(269_000);
  await client.corpus();
  assert.equal(tokens(), 1);
  context.mock.timers.tick(2_000);
  await client.corpus();
  assert.equal(tokens(), 2);
});

test("a refused token is renewed once, and no more", async () => {
  let made = 0;
  let good = "t2";
  const asked = served((url, init) => {
    if (url === "/token") return json({ token: `t${(made += 1)}`, expires_in: 300 });
    return bearer(init) === `Bearer ${good}` ? json({}) : json({ detail: "expired" }, 401);
  });
  const client = new Client("http://s", "/token");
  await client.corpus();
  assert.equal(made, 2);
  good = "none";
  await assert.rejects(client.corpus(), fails("expired"));
  assert.equal(made, 3);
  assert.equal(asked.filter(([url]) => url !== "/token").length, 4);
});

test("a portal that gives no token has words of its own", async () => {
  for (const reply of [json({}, 403), json({ token: "" }), json({ token: "a\nb" }), new Response("<html>")]) {
    served(() => reply);
    await assert.rejects(new Client("http://s", "/token").corpus(), fails("portal"));
  }
});

test("every refusal has its kind", async () => {
  const kinds: [number, Trouble][] = [[403, "forbidden"], [413, "refused"], [422, "refused"], [429, "busy"], [503, "busy"], [504, "slow"], [500, "failed"]];
  for (const [status, kind] of kinds) {
    served(() => json({ detail: "d", remedy: "r" }, status, { "Retry-After": "7" }));
    await assert.rejects(new Client("http://s", "").corpus(), (error) => {
      assert.ok(error instanceof ServiceError);
      assert.deepEqual([error.kind, error.detail, error.retryAfter], [kind, "d r", 7]);
      return true;
    });
  }
  served(() => Promise.reject(new TypeError("no network")));
  await assert.rejects(new Client("http://s", "").corpus(), fails("unreachable"));
});

test("a document that could not be loaded is asked for again", async () => {
  let up = false;
  served(() => (up ? json({ text: "x" }) : json({}, 500)));
  const client = new Client("http://s", "");
  await assert.rejects(client.source("a/b", "h"));
  up = true;
  assert.equal((await client.source("a/b", "h")).text, "x");
});

test("Retry-After is seconds or a date", () => {
  assert.equal(retryAfter("12"), 12);
  assert.equal(retryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 4_000), 6);
  assert.equal(retryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 40_000), 0);
  assert.equal(retryAfter("soon"), null);
  assert.equal(retryAfter(null), null);
});

test("a token that may not ask is not used again", async () => {
  const asked = served((url, init) =>
    url === "/token" ? json({ token: `t${asked.length}`, expires_in: 300 }) : json({}, bearer(init) === "Bearer t1" ? 403 : 200));
  const client = new Client("http://s", "/token");
  await assert.rejects(client.corpus(), fails("forbidden"));
  await client.corpus();
  assert.equal(asked.filter(([url]) => url === "/token").length, 2);
});

test("a stored answer is read by its id; another's is none", async () => {
  const asked = served((url) => (url.endsWith("/a%2Fb") ? json(answer()) : json({ detail: "You have no such answer." }, 404)));
  const client = new Client("http://s", "");
  const stored = (id: string) => client.stored(id, new AbortController().signal).next();
  assert.deepEqual((await stored("a/b")).value, { event: "answer", answer: answer() });
  await assert.rejects(stored("other"), fails("gone"));
  await assert.rejects(client.erase("other"), fails("gone"));
  assert.deepEqual(asked.map(([, init]) => init.method ?? "GET"), ["GET", "GET", "DELETE"]);
});
