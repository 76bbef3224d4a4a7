// The one thing that is announced when an exchange has ended.
import type { Exchange } from "./conversation.ts";
import type { Messages } from "./messages.ts";
import { displayable } from "./points.ts";
import { troubleWords } from "./views/trouble.ts";

export function announcement(exchange: Exchange, longest: number, messages: Messages): string {
  const { answer, trouble } = exchange;
  if (trouble) return troubleWords(trouble, exchange.question, longest, messages);
  if (!answer) return messages.stopped;
  const said = answer.statements.map(({ kind, text }) => `${messages.kinds[kind] ? `${messages.kinds[kind]}: ` : ""}${text}`);
  const missing = answer.missing.length ? [`${messages.missing}: ${answer.missing.join("; ")}`] : [];
  return displayable([`${messages.outcomes[answer.outcome] ?? answer.outcome}.`, ...said, ...missing].join(" "));
}
