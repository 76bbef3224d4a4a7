// `<citebound-chat>`: the question form, the transcript and the side panel, in one shadow root.
import { html, type PropertyValues, type TemplateResult } from "lit";
import { announcement } from "./announcement.ts";
import { Client } from "./client.ts";
import { Conversation, type Exchange } from "./conversation.ts";
import { answerDeeds } from "./deeds.ts";
import { Keyboard } from "./keyboard.ts";
import { displayable, length } from "./points.ts";
import { toMark, toTop } from "./scrolling.ts";
import { Side } from "./side.ts";
import { styles } from "./styles/index.ts";
import { ServiceError } from "./trouble.ts";
import type { Citation, Corpus, Detail } from "./values.ts";
import { form } from "./views/form.ts";
import { sidePanel } from "./views/side.ts";
import { header, suggestions } from "./views/start.ts";
import { transcript } from "./views/transcript.ts";
import { troubleWords } from "./views/trouble.ts";
import type { Deeds, View } from "./views/view.ts";
import { Worded } from "./worded.ts";

let home = "";

/** Where the service is when an element does not say. */
export const setHome = (address: string): void => {
  home = address;
};

const NARROW = 46;
const DOUBLE_PRESS = 500;

export class CiteboundChat extends Worded {
  static override styles = styles;
  static override properties = {
    ...Worded.properties,
    endpoint: {},
    tokenUrl: { attribute: "token-url" },
    theme: { reflect: true },
    answer: {},
    longest: { attribute: "max-question", type: Number },
  };

  endpoint = "";
  tokenUrl = "";
  theme = "";
  answer = "";
  longest = 4000;

  private corpus: Corpus | null = null;
  private notice = "";
  private typed = "";
  private detail: Detail = "brief";
  private narrow = false;
  private opener: HTMLElement | null = null;
  private pressed = 0;
  private service: Client | null = null;
  private readonly keyboard = new Keyboard(
    () => [...this.renderRoot.querySelectorAll("article")],
    () => this.focusInput(),
    () => this.requestUpdate(),
  );
  private readonly widths = new ResizeObserver(() => this.measure());
  private readonly side = new Side(() => this.client(), () => this.corpus, () => this.requestUpdate());
  private readonly conversation = new Conversation(() => this.client(), {
    changed: () => this.requestUpdate(),
    ended: (exchange) => this.ended(exchange),
  });

  /** Ask, as if it had been typed. */
  ask(question: string): void {
    const asked = question.trim();
    if (!asked || this.conversation.busy) return;
    if (length(asked) > this.longest) return this.refuse(new ServiceError("tooLong"), asked);
    this.begun(this.conversation.ask(asked, this.detail));
    if (!this.corpus) void this.load();
  }

  /** Show an answer that this reader was given before, by its id. */
  show(id: string): void {
    const shown = this.conversation.exchanges.some(({ answer }) => answer?.id === id);
    if (!id || shown || this.conversation.busy) return;
    this.begun(this.conversation.show(id));
  }

  private begun({ number }: Exchange): void {
    this.notice = "";
    this.say("");
    this.keyboard.reset(this.count - 1);
    void this.scrolledTo(number);
  }

  stop(): void {
    this.conversation.stop();
  }

  clear(): void {
    this.conversation.clear();
    this.side.close();
    this.keyboard.reset(0);
    this.notice = "";
    this.say("");
    this.tell("citebound-cleared", null);
  }

  private get count(): number {
    return this.conversation.exchanges.length;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.widths.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.widths.disconnect();
    this.conversation.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("endpoint") || changed.has("tokenUrl")) {
      this.service = null;
      void this.load();
    }
    if (changed.has("answer")) this.show(this.answer);
  }

  protected override render(): TemplateResult {
    const { words, side } = this;
    const { exchanges, busy } = this.conversation;
    const sheet = this.narrow && side.content !== null;
    return html`<div class="frame" part="frame" @keydown=${(event: KeyboardEvent) => this.onKey(event)}>
      <div class="main" ?inert=${sheet}>
        ${header(this.corpus, words, this.count ? () => this.startOver() : null)}
        <div class="middle">
          ${this.count ? transcript(exchanges, busy, this.keyboard, this.view()) : suggestions(this.corpus?.suggested ?? [], words, (question) => this.suggest(question))}
        </div>
        ${this.form()}
      </div>
      ${sidePanel(side, this.narrow, this.view())}
      <div class="unseen" role="status" aria-live="polite" id="live"></div>
    </div>`;
  }

  protected override updated(): void {
    const paper = this.renderRoot.querySelector<HTMLElement>(".paper");
    if (!paper || paper.dataset["at"] === this.side.name) return;
    paper.dataset["at"] = this.side.name;
    toMark(paper);
  }

  private form(): TemplateResult {
    const { words, typed, detail, notice } = this;
    const { busy } = this.conversation;
    return form({
      messages: words, typed, detail, notice, busy,
      placeholder: this.count ? words.followUp : this.corpus?.suggested[0] ?? words.placeholder,
      reload: this.corpus ? null : () => this.reload(),
      type: (text) => this.type(text),
      choose: (chosen) => (this.detail = chosen),
      press: () => this.press(),
      enter: () => busy || this.submit(),
    });
  }

  private view(): View {
    return { messages: this.words, deeds: this.deeds, open: this.side.name, longest: this.longest };
  }

  private readonly deeds: Deeds = {
    ...answerDeeds({
      element: this,
      messages: () => this.words,
      client: () => this.client(),
      refreshed: () => (this.requestUpdate(), this.updateComplete),
      say: (words) => this.say(words),
      tell: (name, detail) => this.tell(name, detail),
      focusOn: (exchange, control) => this.focusOn(exchange, control),
      drop: (id) => this.drop(id),
    }),
    openSource: (citation, opener, exchange) => this.openSource(citation, opener, exchange),
    openBasis: (exchange, opener) => {
      this.opener = opener ?? this.opener;
      void this.side.showBasis(exchange);
      void this.focusPanel();
    },
    closePanel: () => this.closePanel(),
    retry: (exchange) => {
      this.focusOn(exchange);
      this.say("");
      exchange.tries = 0;
      this.conversation.retry(exchange);
    },
    edit: (exchange) => {
      this.conversation.stop();
      this.typed = exchange.question;
      this.focusInput();
      this.requestUpdate();
    },
  };

  private client(): Client {
    const address = new URL(this.endpoint || home || ".", document.baseURI).href.replace(/\/+$/, "");
    const token = this.tokenUrl ? new URL(this.tokenUrl, document.baseURI).href : "";
    return (this.service ??= new Client(address, token));
  }

  private async load(): Promise<void> {
    await this.updateComplete;
    try {
      this.corpus = await this.client().corpus();
      this.notice = "";
    } catch (error) {
      const failed = error instanceof ServiceError ? error : new ServiceError("failed");
      if (!this.count) this.notice = troubleWords(failed, "", this.longest, this.words);
      if (!this.count) this.say(this.notice);
    }
    this.requestUpdate();
  }

  private reload(): void {
    this.focusInput();
    void this.load();
  }

  /** One button asks and stops; the second press of a double one is no order to stop. */
  private press(): void {
    if (Date.now() - this.pressed < DOUBLE_PRESS) return;
    this.pressed = Date.now();
    if (this.conversation.busy) this.stop();
    else this.submit();
  }

  private submit(): void {
    const before = this.count;
    this.ask(this.typed);
    if (this.count > before) this.typed = "";
    this.requestUpdate();
  }

  private type(text: string): void {
    this.typed = text;
    if (!this.notice || !this.corpus) return;
    this.notice = "";
    this.requestUpdate();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.side.content) return;
    event.preventDefault();
    event.stopPropagation();
    this.closePanel();
  }

  private suggest(question: string): void {
    this.focusInput();
    this.ask(question);
  }

  /** The focus, which was on the message, goes to where one can go on. */
  private drop(id: string): void {
    if (this.side.content?.exchange.answer?.id === id) this.side.close();
    this.conversation.drop(id);
    this.keyboard.reset(Math.max(0, this.count - 1));
    this.focusInput();
  }

  private startOver(): void {
    this.clear();
    this.focusInput();
  }

  /** A question that is not sent stays where it was typed. */
  private refuse(error: ServiceError, asked: string): void {
    this.typed = asked;
    this.notice = troubleWords(error, asked, this.longest, this.words);
    this.say(this.notice);
    this.requestUpdate();
  }

  private ended(exchange: Exchange): void {
    const { answer, trouble } = exchange;
    this.say(announcement(exchange, this.longest, this.words));
    if (answer) this.tell("citebound-answer", { id: answer.id, outcome: answer.outcome });
    else if (trouble) this.tell("citebound-error", { kind: trouble.kind });
  }

  private focusOn(exchange: Exchange, control = ""): void {
    this.keyboard.focus(this.conversation.exchanges.indexOf(exchange), control);
  }

  private focusInput(): void {
    this.renderRoot.querySelector<HTMLElement>("#question")?.focus();
  }

  private openSource(citation: Citation, opener: HTMLElement | null, exchange: Exchange): void {
    this.opener = opener ?? this.opener;
    void this.side.showSource(citation, exchange, opener === null);
    void this.focusPanel();
    this.tell("citebound-citation", { answer: exchange.answer?.id ?? null, citation: citation.id });
  }

  private async focusPanel(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#panel-title")?.focus({ preventScroll: true });
    this.renderRoot.querySelector<HTMLElement>("#panel")?.scrollIntoView({ block: "nearest" });
  }

  /** The focus goes back to the button that opened it, if it was in the panel. */
  private closePanel(): void {
    const { opener } = this;
    const inside = this.renderRoot.querySelector("#panel :focus") !== null;
    this.opener = null;
    this.side.close();
    if (inside) void this.updateComplete.then(() => opener?.focus());
  }

  private async scrolledTo(number: number): Promise<void> {
    await this.updateComplete;
    const message = this.renderRoot.querySelector<HTMLElement>(`[data-number="${number}"]`);
    if (message) toTop(message);
  }

  private measure(): void {
    const narrow = this.clientWidth < NARROW * parseFloat(getComputedStyle(this).fontSize);
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    this.requestUpdate();
  }

  private say(words: string): void {
    const live = this.renderRoot.querySelector("#live");
    if (live) live.textContent = displayable(words);
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
