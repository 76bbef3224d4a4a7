// Moving what is asked for into view, inside the widget.

/** The message at the top of its list. */
export function toTop(message: HTMLElement): void {
  const list = message.parentElement!;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = message.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
  list.scrollTo({ top, behavior: still ? "instant" : "smooth" });
}

/** The marked words in the middle of the document; more is moved only where they would still be out of view. */
export function toMark(paper: HTMLElement): void {
  const mark = paper.querySelector("mark");
  if (!mark) return;
  const [box, at] = [paper.getBoundingClientRect(), mark.getBoundingClientRect()];
  paper.scrollTop += at.top - box.top - Math.max(0, (box.height - at.height) / 2);
  mark.scrollIntoView({ block: "nearest" });
}
