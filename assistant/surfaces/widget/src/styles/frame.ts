// The frame: header, transcript, form; the side panel beside them, or over them where it is narrow.
import { css } from "lit";

export const frame = css`
  .frame {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    block-size: 100%;
    overflow: hidden;
  }
  .main { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; min-inline-size: 0; min-block-size: 0; }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.1em 0.8em;
    padding: 0.55em 1em;
    border-block-end: 1px solid var(--line);
    background: var(--paper);
  }
  .top h2 {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    font-size: 1em;
    font-weight: 650;
    line-height: 1.3;
  }
  .clear { flex: none; margin-inline-start: auto; }
  .middle { min-block-size: 0; container-type: size; }
  .transcript, .start { block-size: 100%; overflow-y: auto; padding: 0.75em 1em; }
  .transcript { display: grid; gap: 0.75em; grid-auto-rows: max-content; align-content: start; justify-items: center; }
  .start { display: grid; gap: 0.5em; align-content: end; }
  .start h3 { font-size: 0.84em; font-weight: 650; color: var(--quiet); }
  .chips { display: flex; flex-wrap: wrap; gap: 0.5em; }
  .chip { min-block-size: 2.4em; padding: 0.35em 0.9em; border-radius: 1.3em; font-size: 0.94em; text-align: start; color: var(--ink); }
  article { inline-size: 100%; max-inline-size: 46em; scroll-margin: 0.5em; }
  .card {
    display: grid;
    gap: 0.6em;
    align-content: start;
    padding: 0.9em 1.1em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
  }
  article:last-child { min-block-size: calc(100cqb - 1.5em); }
  article:focus-visible { outline: none; }
  article:focus-visible > .card { outline: 0.19em solid var(--accent); outline-offset: -0.12em; }
  form {
    display: grid;
    gap: 0.3em;
    padding: 0.6em 1em 0.45em;
    border-block-start: 1px solid var(--line);
    background: var(--paper);
  }
  .field { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.5em; align-items: stretch; }
  textarea {
    inline-size: 100%;
    min-block-size: 3.4em;
    max-block-size: 30cqb;
    padding: 0.45em 0.65em;
    border: 1px solid var(--quiet);
    border-radius: 0.5em;
    background: var(--paper);
    color: var(--ink);
    resize: vertical;
  }
  textarea::placeholder { color: var(--quiet); opacity: 1; }
  .send { min-inline-size: 4.6em; font-size: 1em; }
  .under { justify-content: space-between; flex-wrap: nowrap; align-items: start; font-size: 0.94em; }
  .under .check { flex: none; }
  .trouble {
    display: grid;
    gap: 0.5em;
    padding: 0.6em 0.8em;
    border-inline-start: 0.25em solid var(--stop);
    border-radius: 0.3em;
    background: var(--stop-tint);
  }
  .trouble button { min-block-size: 2.3em; }
  .notice { grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
`;
