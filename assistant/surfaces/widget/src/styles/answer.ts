// An answer: the outcome and the bottom line first, limits and cautions standing out, numbers easy to hit.
import { css } from "lit";

export const answer = css`
  .asked { font-size: 0.94em; font-weight: 500; line-height: 1.4; color: var(--quiet); }
  .outcome, .progress { display: flex; align-items: center; gap: 0.5em; font-weight: 650; line-height: 1.3; }
  .outcome::before {
    content: "";
    flex: none;
    inline-size: 0.7em;
    block-size: 0.7em;
    border-radius: 50%;
    background: currentColor;
  }
  .answered { color: var(--good); }
  .partial { color: var(--part); }
  .not_covered, .out_of_scope { color: var(--none); }
  .not_covered::before, .out_of_scope::before { background: none; border: 0.17em solid currentColor; }
  .declined { color: var(--stop); }
  .declined::before { border-radius: 0.1em; }
  .progress { color: var(--accent); }
  .progress::after { content: ""; inline-size: 2.5em; block-size: 0.2em; border-radius: 0.1em; background: currentColor; animation: breathe 1.2s ease-in-out infinite alternate; }
  @keyframes breathe { from { opacity: 0.15; } }
  .missing { padding: 0.4em 0.7em; border-radius: 0.4em; background: var(--none-tint); color: var(--none); }
  .incomplete { padding: 0.4em 0.7em; border-radius: 0.4em; background: var(--warn-tint); color: var(--warn); font-weight: 600; }
  .statements { display: grid; gap: 0.55em; }
  .statement > p { line-height: 1.5; }
  .statements > .statement:first-child > p:not(.label) { font-size: 1.06em; font-weight: 600; line-height: 1.42; }
  .incomplete ~ .statements > .statement:first-child > p:not(.label) { font-size: 1em; font-weight: 400; }
  .incomplete ~ .statements { color: var(--quiet); }
  .label { font-size: 0.81em; font-weight: 700; color: var(--warn); }
  .limit, .caveat { padding-inline-start: 0.75em; border-inline-start: 0.25em solid var(--none); }
  .limit > .label { color: var(--none); }
  .caveat { border-color: var(--warn); }
  .outcome.declined ~ .statements > .note:first-child { padding: 0.65em 0.8em; border-inline-start: 0.35em solid var(--stop); border-radius: 0.3em; background: var(--stop-tint); }
  .outcome.declined ~ .statements > .note:first-child > p { font-size: 1.2em; font-weight: 700; }
  .outcome.partial ~ .statements > .note, .outcome.not_covered ~ .statements > .note { color: var(--none); }
  .conflict-box { display: grid; gap: 0.45em; padding: 0.55em 0.7em; border: 1px solid var(--warn); border-radius: var(--radius); }
  .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15em, 100%), 1fr)); gap: 0.6em; }
  .side { display: grid; gap: 0.4em; align-content: start; padding: 0.55em 0.7em; border-radius: 0.4em; background: var(--ground); }
  .side-head { display: grid; padding-block-end: 0.3em; border-block-end: 1px solid var(--line); font-size: 0.88em; line-height: 1.35; }
  .marker { white-space: nowrap; }
  .cite {
    position: relative;
    min-inline-size: 1.9em;
    min-block-size: 1.75em;
    margin-inline: 0.1em;
    padding: 0 0.4em;
    border-color: var(--accent);
    background: var(--tint);
    font-size: 0.88em;
    font-weight: 700;
    line-height: 1.5;
    vertical-align: 0.06em;
  }
  .quiet .cite { min-block-size: 2em; font-size: 1em; font-weight: 600; }
  .cite::after { content: ""; position: absolute; inset: -0.25em -0.12em; }
  .cite:hover, .cite[aria-expanded="true"] { background: var(--accent); color: var(--on-accent); }
  .flags { display: grid; gap: 0.25em; margin-block-start: 0.3em; }
  .flags li { padding: 0.25em 0.6em; border-radius: 0.4em; background: var(--warn-tint); color: var(--warn); font-size: 0.88em; font-weight: 650; }
  .flags li::before { content: "⚠ " / ""; }
  .remarks { display: grid; gap: 0.25em; padding: 0.45em 0.7em; border-radius: 0.4em; background: var(--none-tint); font-size: 0.92em; }
  .sources { display: grid; gap: 0.35em; padding-block-start: 0.55em; border-block-start: 1px solid var(--line); }
  .sources h4 { font-size: 0.81em; font-weight: 650; color: var(--quiet); }
  .sources > ul { display: grid; gap: 0.6em; }
  .source-title { font-size: 0.92em; font-weight: 600; line-height: 1.35; }
  .places { display: flex; flex-wrap: wrap; gap: 0.3em 1em; margin-block-start: 0.25em; }
  blockquote { font-family: var(--serif); line-height: 1.45; }
  .nearest blockquote { color: var(--quiet); }
  .actions { display: grid; gap: 0.5em; padding-block-start: 0.55em; border-block-start: 1px solid var(--line); }
  .rate { display: inline-flex; align-items: center; gap: 0.4em; margin-inline-start: auto; }
  .why { display: grid; gap: 0.5em; padding: 0.6em 0.8em; border: 1px solid var(--line); border-radius: 0.5em; font-size: 0.92em; }
  .why legend { padding-inline: 0.3em; font-weight: 600; }
  .comment { display: grid; gap: 0.25em; }
`;
