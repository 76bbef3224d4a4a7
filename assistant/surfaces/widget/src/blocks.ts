// A document's canonical text as blocks to read, each with its place, so that an offset finds its words.
import { units } from "./points.ts";

export interface Block {
  readonly kind: "heading" | "paragraph" | "item";
  readonly level: number;
  readonly start: number;
  end: number;
}

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Headings, paragraphs and list items in UTF-16 units; Markdown's front matter and comments are not for reading. */
export function blocks(text: string, markdown: boolean): Block[] {
  const found: Block[] = [];
  const hidden = markdown ? unread(text) : [];
  let open: Block | null = null;
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const line = match[0].trimEnd();
    const start = match.index;
    const skipped = !line.trim() || hidden.some((span) => start >= span.start && start < span.end);
    const block: Block | null = skipped ? null : opened(line, start, markdown, open !== null);
    if (block) found.push(block);
    else if (open && !skipped) open.end = start + line.length;
    if (skipped || block) open = block?.kind === "heading" ? null : block;
  }
  return found;
}

/** The block that starts with this line, or null where it continues the one before. */
function opened(line: string, start: number, markdown: boolean, continues: boolean): Block | null {
  const heading = markdown ? /^(#{1,6})\s+/.exec(line) : null;
  const end = start + line.length;
  if (heading) return { kind: "heading", level: heading[1]!.length, start: start + heading[0].length, end };
  const item = /^\s*(?:[-*+•–]|\d{1,2}[.)])\s+/.exec(line);
  if (item) return { kind: "item", level: 0, start: start + item[0].length, end };
  return continues ? null : { kind: "paragraph", level: 0, start, end };
}

function unread(text: string): Span[] {
  const front = /^---\n[\s\S]*?\n---(?:\n|$)/.exec(text);
  const comments = [...text.matchAll(/^[ \t]*<!--[\s\S]*?(?:-->|$(?![\s\S]))/gm)];
  return [...(front ? [front] : []), ...comments].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The block's words, split where the marked words (UTF-16 units) begin and end. */
export function pieces(text: string, block: Block, marked: Span | null): Piece[] {
  const start = Math.max(block.start, marked?.start ?? block.end);
  const end = Math.min(block.end, marked?.end ?? block.start);
  const cuts = start < end ? [block.start, start, end, block.end] : [block.start, block.end];
  return cuts
    .slice(1)
    .map((cut, at) => ({ text: text.slice(cuts[at], cut), marked: at === 1 }))
    .filter((piece) => piece.text);
}

/** Code points -> UTF-16 units. */
export const span = (text: string, start: number, end: number): Span => ({ start: units(text, start), end: units(text, end) });
