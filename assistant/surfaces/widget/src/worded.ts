// An element with words: English, what the portal's loader gives for its `lang`, and what its `messages` say.
import { LitElement, type PropertyValues } from "lit";
import { ENGLISH, type Messages, translated, type Translation } from "./messages.ts";

type Loader = (lang: string) => Promise<Translation | null>;

export class Worded extends LitElement {
  static override properties = { lang: {}, messages: { attribute: false } };

  /** Gives the words for a `lang`; set by the portal, once for all elements. */
  static loadMessages: Loader | null = null;

  messages: Translation | null = null;
  protected words: Messages = ENGLISH;
  private loaded: Translation | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("lang")) void this.loadWords();
    if (changed.has("messages") || changed.has("lang")) this.reword();
  }

  private async loadWords(): Promise<void> {
    const lang = this.lang;
    const loaded = (await (this.constructor as typeof Worded).loadMessages?.(lang).catch(() => null)) ?? null;
    if (lang !== this.lang) return;
    this.loaded = loaded;
    this.reword();
    this.requestUpdate();
  }

  private reword(): void {
    this.words = translated({ ...this.loaded, ...this.messages });
  }
}
