// The side panel with whatever is open in it.
import { nothing, type TemplateResult } from "lit";
import type { Side } from "../side.ts";
import { basisBody } from "./basis.ts";
import { panel, sourceBody } from "./panel.ts";
import type { View } from "./view.ts";

export function sidePanel(side: Side, modal: boolean, view: View): TemplateResult | typeof nothing {
  const { content } = side;
  const { messages, deeds } = view;
  if (!content) return nothing;
  if (content.kind === "basis") {
    const body = basisBody(content.exchange, content.exchange.answer!, side.read, view);
    return panel({ title: messages.basisTitle, modal, back: null }, body, view);
  }
  const { citation, exchange, fromBasis } = content;
  const shown = { citation, source: side.source, failed: side.failed ? messages.noDocument : "" };
  const back = fromBasis ? () => deeds.openBasis(exchange, null) : null;
  return panel({ title: citation.title, modal, back }, sourceBody(shown, view), view);
}
