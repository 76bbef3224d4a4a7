import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../src/client.ts";
import { events } from "../src/sse.ts";
import { ServiceError } from "../src/trouble.ts";
import { answer, body } from "./made.ts";

const all = async (stream: ReadableStream<Uint8Array>, silence = 1000) => {
  const found: [string | undefined, string][] = [];
  for await (const { event, data } of events(stream, silence)) found.push([event, data]);
  return found;
};

test("an event in any pieces is one event", async () => {
  const bytes = new TextEncoder().encode('event: statement\r\ndata: {"text":"\u00b5 \u{1f9e0}"}\r\n\r\n: ping\n\nevent: status\ndata: 1\n\n');
  for (const size of [1, 2, 3, 7, bytes.length]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size));
    assert.deepEqual(await all(body(...pieces)), [["statement", '{"text":"\u00b5 \u{1f9e0}"}'], ["status", "1"]]);
  }
});

test("an event that is cut off is none", async () => {
  assert.deepEqual(await all(body("event: status\ndata: 1\n\nevent: answer\ndata: {")), [["status", "1"]]);
});

test("a body that goes silent is an error", async () => {
  await assert.rejects(all(new ReadableStream(), 20), (error) => error instanceof ServiceError && error.kind === "slow");
});

test("an unknown event is passed over, an error event is thrown", () => {
  assert.equal(read("later", "{}"), null);
  assert.throws(() => read("error", '{"status":503,"detail":"Busy."}'), (error) => error instanceof ServiceError && error.kind === "busy");
});

test("an answer that is none is an error", () => {
  assert.equal(read("answer", JSON.stringify(answer()))?.event, "answer");
  for (const data of ["", "null", "{}", '{"schema":"answer/2"}']) {
    assert.throws(() => read("answer", data), ServiceError);
  }
});
