// Server-sent events out of a body, one at a time; a body that goes silent is an error.
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ServiceError } from "./trouble.ts";

const LARGEST = 8_000_000;

export async function* events(body: ReadableStream<Uint8Array>, silence: number): AsyncGenerator<EventSourceMessage> {
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => waiting.push(event), maxBufferSize: LARGEST });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silence);
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* waiting.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What the promise gives, unless it takes longer than `ms`. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ServiceError("slow")), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
