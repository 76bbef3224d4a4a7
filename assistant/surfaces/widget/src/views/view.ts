// What the views need: the words, the one place that text passes on its way to the page, and what buttons do.
import type { Exchange } from "../conversation.ts";
import { type Messages } from "../messages.ts";
import type { Citation } from "../values.ts";

export interface Deeds {
  /** Without an opener the panel, where the press was, only changes what it shows. */
  openSource(citation: Citation, opener: HTMLElement | null, exchange: Exchange): void;
  openBasis(exchange: Exchange, opener: HTMLElement | null): void;
  closePanel(): void;
  retry(exchange: Exchange): void;
  edit(exchange: Exchange): void;
  copy(exchange: Exchange): void;
  print(exchange: Exchange): void;
  ris(exchange: Exchange): void;
  bibtex(exchange: Exchange): void;
  rate(exchange: Exchange, helpful: boolean): void;
  sendReason(exchange: Exchange): void;
  /** Asks whether it is meant, then erases. */
  erase(exchange: Exchange): void;
  keep(exchange: Exchange): void;
  change(exchange: Exchange, change: Partial<Exchange>): void;
}

export interface View {
  readonly messages: Messages;
  readonly deeds: Deeds;
  /** What stands in the panel now; its button is shown as pressed. */
  readonly open: string;
  readonly longest: number;
}

/** A view of one exchange: `reach` is the tabindex of its buttons, 0 once Enter has gone into it. */
export interface Entry extends View {
  readonly exchange: Exchange;
  readonly reach: 0 | -1;
}

/** A name for what the panel shows: the citation's passage within this exchange. */
export const opened = (exchange: Exchange, citation: Citation): string => `${exchange.number}/${citation.marker}/${citation.id}`;
export const openedBasis = (exchange: Exchange): string => `${exchange.number}/basis`;
