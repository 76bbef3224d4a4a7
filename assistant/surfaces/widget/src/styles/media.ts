// What the reader's settings ask for, and paper.
import { css } from "lit";

export const media = css`
  @media (pointer: coarse) {
    button, .check { min-block-size: 2.75em; }
    .cite { min-block-size: 2em; min-inline-size: 2.3em; }
    .cite::after { inset: -0.55em -0.25em; }
  }
  @media (prefers-reduced-motion: reduce) {
    .progress::after { animation: none; }
  }
  @media (forced-colors: active) {
    button, .flags li { border: 1px solid ButtonText; }
    .outcome::before, .progress::after { forced-color-adjust: none; background: CanvasText; }
    .cite[aria-expanded="true"] { border-width: 3px; }
    mark { outline: 2px solid Highlight; }
    .limit, .caveat, .trouble, .missing, .remarks { border: 1px solid CanvasText; }
  }
  @media print {
    :host { color-scheme: light; block-size: auto !important; container-type: normal; background: none; }
    .frame, .main, .middle, .transcript { display: block; block-size: auto; overflow: visible; container-type: normal; opacity: 1; }
    .panel, form, .actions, .start, .clear, .unprinted, .trouble, .sources:not(.nearest) { display: none !important; }
    .paper-only { display: grid; gap: 0.6em; padding-block-start: 0.6em; border-block-start: 1px solid var(--line); }
    article, article:last-child { max-inline-size: none; min-block-size: 0; }
    .card { border: 0; padding: 0.5em 0; }
    .passage, .statement { break-inside: avoid; }
    .cite { border: 0; background: none; color: inherit; padding: 0; min-inline-size: 0; }
    .marker .cite::before { content: "["; }
    .marker .cite::after { content: "]"; position: static; }
    .nearest .cite { display: none; }
  }
`;
