// The panel with a whole document, the cited passage marked and in view.
import { element } from "./dom.js";
import { facts, flagWords } from "./words.js";

const panel = document.getElementById("source");
const known = new Map();
let opener = null;

export async function openSource(citation, button) {
  opener?.setAttribute("aria-expanded", "false");
  opener = button;
  button.setAttribute("aria-expanded", "true");
  if (!known.has(citation.document)) known.set(citation.document, await fetchDocument(citation.document));
  show(known.get(citation.document), citation);
}

export function closeSource() {
  if (panel.hidden) return;
  panel.hidden = true;
  opener?.setAttribute("aria-expanded", "false");
  opener?.focus();
  opener = null;
}

async function fetchDocument(id) {
  const response = await fetch(`/v1/documents/${encodeURIComponent(id)}`);
  if (!response.ok) throw new Error("The document could not be loaded.");
  return response.json();
}

function show(source, citation) {
  fill("source-title", source.title);
  fill("source-reference", source.reference);
  fill("source-facts", facts(source).join(" · "));
  const flags = [...new Set([...citation.flags, ...source.flags])];
  fill("source-flags", ...flags.map((flag) => element("li", {}, flagWords(flag))));
  fill("source-text", ...render(source, citation));
  fill("source-hash", `Characters ${citation.start} to ${citation.end} of SHA-256 ${source.sha256.slice(0, 16)}…`);
  panel.hidden = false;
  document.getElementById("source-title").focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  panel.scrollIntoView({ block: "nearest", behavior: "instant" });
  panel.querySelector("mark")?.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
}

function fill(id, ...children) {
  document.getElementById(id).replaceChildren(...element("div", {}, ...children).childNodes);
}

// Offsets count code points; JavaScript counts UTF-16 units.
function units(text, points) {
  let unit = 0;
  for (let point = 0; point < points && unit < text.length; point += 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}

export function render(source, citation) {
  const marked = { start: units(source.text, citation.start), end: units(source.text, citation.end) };
  const markdown = /\.(md|markdown)$/i.test(source.file);
  return blocks(source.text, markdown).map((block) =>
    element(block.tag, block.tag === "p" && block.item ? { class: "item" } : {}, ...pieces(source.text, block, marked)));
}

function pieces(text, block, marked) {
  const start = Math.max(block.start, marked.start);
  const end = Math.min(block.end, marked.end);
  if (start >= end) return [text.slice(block.start, block.end)];
  return [text.slice(block.start, start), element("mark", {}, text.slice(start, end)), text.slice(end, block.end)];
}

// Headings, paragraphs and list items with their places; front matter and comments are not for reading.
function blocks(text, markdown) {
  const found = [];
  const hidden = markdown ? unread(text) : [];
  let open = null;
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const line = match[0].trimEnd();
    const start = match.index;
    if (!line.trim() || hidden.some((part) => start >= part.start && start < part.end)) {
      open = null;
      continue;
    }
    const heading = markdown && /^(#{1,6})\s+/.exec(line);
    const item = /^\s*(?:[-*+•–]|\d{1,2}[.)])\s+/.exec(line);
    if (heading) {
      const tag = `h${Math.min(heading[1].length + 2, 6)}`;
      found.push({ tag, start: start + heading[0].length, end: start + line.length });
      open = null;
    } else if (open && !item) {
      open.end = start + line.length;
    } else {
      open = { tag: "p", item: Boolean(item), start: start + (item ? item[0].length : 0), end: start + line.length };
      found.push(open);
    }
  }
  return found;
}

function unread(text) {
  const parts = [];
  const front = /^---\n[\s\S]*?\n---(?:\n|$)/.exec(text);
  if (front) parts.push({ start: 0, end: front[0].length });
  for (const comment of text.matchAll(/^[ \t]*<!--[\s\S]*?(?:-->|$(?![\s\S]))/gm)) {
    parts.push({ start: comment.index, end: comment.index + comment[0].length });
  }
  return parts;
}
