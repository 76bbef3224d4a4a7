// What the buttons under an answer do: take it along, print it, rate it.
import type { Client } from "./client.ts";
import type { Exchange } from "./conversation.ts";
import { copy, download, html, plainText } from "./copying.ts";
import { fill, type Messages } from "./messages.ts";
import { displayable } from "./points.ts";
import { printAlone } from "./printing.ts";
import { bibtex, ris } from "./records.ts";
import { ServiceError } from "./trouble.ts";
import type { Deeds } from "./views/view.ts";

/** What they need of the element. */
export interface Stage {
  readonly element: HTMLElement;
  messages(): Messages;
  client(): Client;
  /** Done once what changed is on the page. */
  refreshed(): Promise<unknown>;
  say(words: string): void;
  tell(name: string, detail: unknown): void;
  /** To the message, or to a control in it; for when the pressed button goes away. */
  focusOn(exchange: Exchange, control?: string): void;
  /** Off the screen, since the service has it no more. */
  drop(id: string): void;
}

type Own = "copy" | "print" | "ris" | "bibtex" | "rate" | "sendReason" | "erase" | "keep" | "change";

export function answerDeeds(stage: Stage): Pick<Deeds, Own> {
  const change = (exchange: Exchange, changes: Partial<Exchange>): Promise<unknown> => {
    Object.assign(exchange, changes);
    return stage.refreshed();
  };
  const remark = (exchange: Exchange, words: string): void => {
    void change(exchange, { remark: words });
    stage.say(words);
  };
  const feedback = async (exchange: Exchange, helpful: boolean): Promise<void> => {
    stage.focusOn(exchange);
    const id = exchange.answer!.id;
    try {
      await stage.client().feedback({ answer: id, helpful, ...(helpful ? {} : reasonOf(exchange)) });
      exchange.rating = "sent";
      remark(exchange, stage.messages().thanks);
      stage.tell("citebound-feedback", { id, helpful });
    } catch (error) {
      remark(exchange, displayable(fill(stage.messages().notStored, { reason: reasonFor(error) })));
    }
  };
  const erased = async (exchange: Exchange): Promise<void> => {
    const { id } = exchange.answer!;
    stage.focusOn(exchange);
    try {
      await stage.client().erase(id);
      stage.drop(id);
      stage.say(stage.messages().erased);
      stage.tell("citebound-erased", { id });
    } catch (error) {
      exchange.erasing = false;
      remark(exchange, displayable(fill(stage.messages().notErased, { reason: reasonFor(error) })));
    }
  };
  return {
    change: (exchange, changes) => void change(exchange, changes),
    copy: async (exchange) => {
      const messages = stage.messages();
      const done = await copy(plainText(exchange.answer!, messages), html(exchange.answer!, messages));
      remark(exchange, done ? messages.copied : messages.notCopied);
    },
    print: async (exchange) => {
      await change(exchange, { printed: true });
      printAlone(stage.element, () => void change(exchange, { printed: false }));
    },
    ris: ({ answer }) => download("citebound.ris", "application/x-research-info-systems", ris(answer!.citations)),
    bibtex: ({ answer }) => download("citebound.bib", "application/x-bibtex", bibtex(answer!.citations)),
    rate: async (exchange, helpful) => {
      if (helpful) return feedback(exchange, true);
      stage.focusOn(exchange);
      await change(exchange, { rating: "why", erasing: false, remark: "" });
      stage.focusOn(exchange, "fieldset input");
    },
    sendReason: (exchange) => void feedback(exchange, false),
    erase: async (exchange) => {
      if (exchange.erasing) return erased(exchange);
      stage.focusOn(exchange);
      const rating = exchange.rating === "why" ? "none" : exchange.rating;
      await change(exchange, { erasing: true, rating, remark: "" });
      stage.focusOn(exchange, "fieldset button");
    },
    keep: (exchange) => {
      stage.focusOn(exchange);
      void change(exchange, { erasing: false });
    },
  };
}

function reasonOf({ reason, comment }: Exchange) {
  return { ...(reason ? { reason } : {}), ...(comment.trim() ? { text: comment.trim() } : {}) };
}

const reasonFor = (error: unknown): string => (error instanceof ServiceError ? error.detail : "");
