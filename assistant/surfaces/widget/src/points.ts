// Offsets count code points; JavaScript's strings count UTF-16 units.

/** The place in UTF-16 units of a place in code points. */
export function units(text: string, points: number): number {
  let unit = 0;
  for (let point = 0; point < points && unit < text.length; point += 1) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
  return unit;
}

/** `text[start:end]` in code points. */
export const slice = (text: string, start: number, end: number): string => text.slice(units(text, start), units(text, end));

/** How many code points `text` has. */
export const length = (text: string): number => {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
};

const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Without control, direction and zero-width marks, which could hide or rewrite what a reader sees. */
export const displayable = (text: unknown): string => String(text ?? "").replace(UNSEEN, "");

/** The same on one line. */
export const oneLine = (text: unknown): string => displayable(text).replace(/\s+/g, " ").trim();
