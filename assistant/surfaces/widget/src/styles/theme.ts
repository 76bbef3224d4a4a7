// Colours, type and what every element shares. Sizes are in em of the host, so that a portal's own root size does not matter.
import { css } from "lit";

export const theme = css`
  :host {
    color-scheme: light dark;
    --ground: var(--citebound-ground, light-dark(#f6f7f5, #12181a));
    --paper: var(--citebound-paper, light-dark(#ffffff, #1a2225));
    --ink: var(--citebound-ink, light-dark(#1b2427, #e7ecea));
    --quiet: var(--citebound-quiet, light-dark(#505c60, #a9b6b8));
    --line: var(--citebound-line, light-dark(#d3d9d6, #3a474b));
    --accent: var(--citebound-accent, light-dark(#0f5f63, #6cc4c4));
    --on-accent: var(--citebound-on-accent, light-dark(#ffffff, #0c1a1b));
    --tint: var(--citebound-tint, light-dark(#e4efee, #1f3335));
    --mark: var(--citebound-mark, light-dark(#ffe48f, #6b5612));
    --on-mark: var(--citebound-on-mark, light-dark(#1b2427, #fff6da));
    --good: light-dark(#1d6b3a, #7fd19d);
    --part: light-dark(#7d5600, #e6b95c);
    --none: light-dark(#2b5288, #9bbcf0);
    --none-tint: light-dark(#eaf0f8, #1c2a3d);
    --stop: light-dark(#a1282c, #f3a3a5);
    --stop-tint: light-dark(#fcebea, #3a1d1e);
    --warn: light-dark(#834700, #f0b56a);
    --warn-tint: light-dark(#fdf1de, #33260f);
    --radius: var(--citebound-radius, 0.6em);
    --sans: var(--citebound-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif);
    --serif: var(--citebound-serif, Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "DejaVu Serif", serif);
    display: block;
    container-type: size;
    block-size: var(--citebound-height, min(46rem, 92vh));
    min-inline-size: 0;
    color: var(--ink);
    background: var(--ground);
    font-family: var(--sans);
    font-size: var(--citebound-font-size, 1rem);
    font-style: normal;
    font-weight: 400;
    letter-spacing: normal;
    line-height: 1.5;
    text-align: start;
    text-transform: none;
    overflow-wrap: anywhere;
  }
  :host([hidden]) { display: none; }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  * { box-sizing: border-box; }
  h2, h3, h4, p, ul, ol, dl, dd, blockquote, fieldset { margin: 0; padding: 0; border: 0; }
  ul, ol { list-style: none; }
  :focus-visible { outline: 0.19em solid var(--accent); outline-offset: 0.12em; border-radius: 0.25em; }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .quiet { color: var(--quiet); font-size: 0.84em; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4em 0.5em; }
  .paper-only { display: none; }
  button, textarea, input { font: inherit; letter-spacing: inherit; }
  button {
    min-block-size: 2em;
    padding: 0.2em 0.7em;
    border: 1px solid var(--line);
    border-radius: 0.5em;
    background: var(--paper);
    color: var(--accent);
    font-size: 0.84em;
    cursor: pointer;
  }
  button:hover { border-color: var(--accent); }
  .primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
  .danger { border-color: var(--stop); background: var(--stop); color: var(--paper); }
  .primary:hover { filter: brightness(1.08); }
  .check { display: inline-flex; align-items: center; gap: 0.4em; min-block-size: 1.75em; cursor: pointer; }
  .check input { inline-size: 1.15em; block-size: 1.15em; margin: 0; accent-color: var(--accent); }
`;
