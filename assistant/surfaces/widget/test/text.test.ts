import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks, pieces, span } from "../src/blocks.ts";
import { displayable, length, slice, units } from "../src/points.ts";

test("offsets count code points", () => {
  const text = "a\u{1f9e0}b\u{1d4d0}\u{1d4d0}c\u00e9e\u0301";
  const points = Array.from(text);
  for (let start = 0; start <= points.length; start += 1) {
    for (let end = start; end <= points.length; end += 1) {
      assert.equal(slice(text, start, end), points.slice(start, end).join(""));
    }
  }
  assert.equal(length(text), points.length);
  assert.equal(units(text, 99), text.length);
});

test("direction and zero-width marks are not shown", () => {
  assert.equal(displayable("a\u202eb\u200bc\u2066d\ufeffe\u0000f\u00adg\u{e0041}\ud800"), "abcdefg");
  assert.equal(displayable("\u0645\u06cc\u200c\u062e\u0648\n"), "\u0645\u06cc\u200c\u062e\u0648\n");
  assert.equal(displayable(null), "");
});

const TEXT = `---
id: x
---
# Title \u{1f9e0}

One line
and the next.
<!-- passage
key: hidden
-->

- an item
- another
`;

const read = (text: string, markdown = true) =>
  blocks(text, markdown).map((block) => [block.kind, text.slice(block.start, block.end)]);

test("a document is headings, paragraphs and items; front matter and comments are not shown", () => {
  assert.deepEqual(read(TEXT), [
    ["heading", "Title \u{1f9e0}"],
    ["paragraph", "One line\nand the next."],
    ["item", "an item"],
    ["item", "another"],
  ]);
  assert.deepEqual(read("# no heading", false), [["paragraph", "# no heading"]]);
  assert.deepEqual(read("<!-- never closed"), []);
});

test("what is marked is found across blocks and line ends", () => {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf("line"))).length;
  const end = Array.from(TEXT.slice(0, TEXT.indexOf("an item") + 2)).length;
  const marked = blocks(TEXT, true).flatMap((block) => pieces(TEXT, block, span(TEXT, start, end))).filter((piece) => piece.marked);
  assert.deepEqual(marked.map((piece) => piece.text), ["line\nand the next.", "an"]);
  const all = blocks(TEXT, true).flatMap((block) => pieces(TEXT, block, null));
  assert.ok(all.every((piece) => !piece.marked));
});
