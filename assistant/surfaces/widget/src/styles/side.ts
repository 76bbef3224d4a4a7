// The side panel with a document or a basis.
import { css } from "lit";

export const side = css`
  .panel {
    display: flex;
    flex-direction: column;
    gap: 0.5em;
    min-inline-size: 0;
    min-block-size: 0;
    padding: 0.7em 1em;
    overflow-y: auto;
    border-inline-start: 1px solid var(--line);
    background: var(--paper);
  }
  .panel-head { display: flex; gap: 0.5em; align-items: flex-start; }
  .panel-head h2 { flex: 1; font-size: 1em; font-weight: 650; line-height: 1.35; }
  .panel-head button { flex: none; }
  .about { display: grid; gap: 0.3em; font-size: 0.92em; line-height: 1.4; }
  .facts { font-weight: 600; }
  .doubt { padding: 0.4em 0.7em; border-radius: 0.4em; background: var(--stop-tint); color: var(--stop); font-weight: 650; }
  .paper {
    flex: 1 1 12em;
    min-block-size: 9em;
    overflow-y: auto;
    padding: 0.3em 0.7em;
    border-block: 1px solid var(--line);
    font-family: var(--serif);
    line-height: 1.55;
  }
  .paper h3, .paper h4 { margin-block: 1em 0.3em; font-family: var(--sans); font-size: 0.97em; font-weight: 650; line-height: 1.35; }
  .paper h3 { font-size: 1.06em; }
  .paper p { margin-block: 0.5em; }
  .paper .item { display: list-item; list-style: disc; margin-inline-start: 1.1em; }
  mark { padding: 0.08em 0.12em; border-radius: 0.2em; background: var(--mark); color: var(--on-mark); box-decoration-break: clone; -webkit-box-decoration-break: clone; scroll-margin: 3em; }
  .hash { font-size: 0.75em; }
  code, .technical dd { font-family: ui-monospace, "DejaVu Sans Mono", monospace; word-break: break-all; }
  .basis { flex: 1 1 auto; display: grid; gap: 0.35em; align-content: start; overflow-y: auto; min-block-size: 9em; font-size: 0.92em; }
  .basis h3 { margin-block-start: 0.5em; font-size: 0.92em; font-weight: 650; color: var(--quiet); }
  .retrieved { display: grid; gap: 0.4em; padding-inline-start: 1.6em; list-style: decimal; line-height: 1.4; }
  .basis dl { display: grid; grid-template-columns: minmax(0, 10em) minmax(0, 1fr); gap: 0.25em 0.8em; }
  .basis dl.technical { margin-block: 0.6em; font-size: 0.88em; }
  .basis dt { grid-column: 1; color: var(--quiet); }
  .basis dd { grid-column: 2; }
  @container (min-width: 46em) {
    .frame:has(.panel) { grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); }
  }
  @container (max-width: 45.99em) {
    .panel {
      position: absolute;
      inset: 2.6em 0 0;
      z-index: 1;
      border: 0;
      border-block-start: 0.2em solid var(--accent);
      border-start-start-radius: 0.9em;
      border-start-end-radius: 0.9em;
      box-shadow: 0 0 2em rgb(0 0 0 / 0.35);
    }
    .frame:has(.panel) .main { opacity: 0.45; }
  }
  @container (max-width: 30em) {
    .transcript { padding: 0.5em; }
    .start { padding: 0.6em; }
    .card { padding: 0.7em 0.75em; }
    .top { flex-wrap: nowrap; }
    article:last-child { min-block-size: calc(100cqb - 1em); }
    .top, form { padding-inline: 0.75em; }
    .top .quiet { display: none; }
    .statements > .statement:first-child > p:not(.label) { font-size: 1em; }
    .rate { margin-inline-start: 0; }
  }
  @container (max-height: 30em) {
    .under .quiet:not(.check) { display: none; }
    .panel { inset-block-start: 0; border-radius: 0; }
    .top { padding-block: 0.25em; }
  }
`;
