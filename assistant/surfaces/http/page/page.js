// The question form, the conversation and its announcements.
import { renderAnswer } from "./answer.js";
import { element } from "./dom.js";
import { closeSource } from "./source.js";
import { OUTCOMES } from "./words.js";

const EARLIER = 6;
const at = (id) => document.getElementById(id);
const question = at("question");
const conversation = [];

async function json(path, options) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error([body.detail ?? `The service answered ${response.status}.`, body.remedy].filter(Boolean).join(" "));
  return body;
}

function fail(error) {
  const lost = error instanceof TypeError;
  at("trouble").textContent = lost ? "The service cannot be reached." : error.message;
  at("trouble").hidden = false;
}

async function ask() {
  const asked = question.value.trim();
  if (!asked) return;
  at("trouble").hidden = true;
  busy(true);
  try {
    const answer = await json("/v1/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question: asked, history: earlier(), detail: at("full").checked ? "full" : "brief" }),
    });
    conversation.push({ question: asked, text: answer.text });
    show(answer);
  } catch (error) {
    fail(error);
  } finally {
    busy(false);
  }
}

const earlier = () => conversation.slice(-EARLIER).flatMap((turn) => [
  { role: "user", text: turn.question },
  { role: "assistant", text: turn.text },
]);

function show(answer) {
  closeSource();
  const rendered = renderAnswer(answer, fail);
  at("exchanges").prepend(rendered);
  at("suggested").hidden = true;
  at("restart").hidden = false;
  question.value = "";
  question.placeholder = "Ask a follow-up, such as: and in PPMS?";
  announce(`${OUTCOMES[answer.outcome]}. ${answer.text.replace(/\s*\[\d+\]/g, "")}`);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  rendered.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
}

function announce(words) {
  at("live").textContent = words;
}

function busy(working) {
  at("exchanges").setAttribute("aria-busy", String(working));
  at("send").disabled = working;
  at("send").textContent = working ? "Reading…" : "Ask";
}

function restart() {
  conversation.length = 0;
  closeSource();
  at("exchanges").replaceChildren();
  at("restart").hidden = true;
  at("suggested").hidden = false;
  at("trouble").hidden = true;
  announce("");
  question.focus();
}

function suggest(texts) {
  at("suggested").hidden = texts.length === 0;
  at("suggested").querySelector("ul").append(...texts.map((text) =>
    element("li", {}, element("button", { type: "button", class: "chip", onclick: () => { question.value = text; ask(); } }, text))));
}

at("ask").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); ask(); }
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeSource(); });
at("close").addEventListener("click", closeSource);
at("restart").addEventListener("click", restart);

json("/v1/documents").then((corpus) => {
  document.title = `${corpus.title} · citebound`;
  at("corpus").textContent = `${corpus.title} · ${corpus.documents.length} ${corpus.documents.length === 1 ? "document" : "documents"}`;
  if (corpus.suggested.length) question.placeholder = corpus.suggested[0];
  suggest(corpus.suggested);
}).catch(fail);
