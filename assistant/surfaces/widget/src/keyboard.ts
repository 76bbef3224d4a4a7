// The transcript is one tab stop: arrows, Home and End move between its messages, Enter goes into one, Escape out.

const STEPS: Readonly<Record<string, (from: number, last: number) => number>> = {
  ArrowDown: (from, last) => Math.min(from + 1, last),
  ArrowUp: (from) => Math.max(from - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

export class Keyboard {
  /** The message that the tab key reaches. */
  active = 0;
  /** The message whose buttons the tab key reaches too; -1 for none. */
  entered = -1;

  constructor(
    private readonly messages: () => readonly HTMLElement[],
    private readonly leave: () => void,
    private readonly changed: () => void,
  ) {}

  reset(active: number): void {
    Object.assign(this, { active, entered: -1 });
  }

  /** To a message, or to the first such control in it. */
  focus(index: number, control = ""): void {
    const message = this.messages()[index];
    this.active = index;
    if (control) message?.querySelector<HTMLElement>(control)?.focus();
    else message?.focus({ preventScroll: true });
    (message?.querySelector("fieldset") ?? message)?.scrollIntoView({ block: "nearest" });
    this.changed();
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const onMessage = (event.target as HTMLElement).matches("article");
    const step = STEPS[event.key];
    if (event.key === "Escape") this.leave();
    else if (onMessage && event.key === "Enter") this.messages()[this.active]?.querySelector("button")?.focus();
    else if (onMessage && step) this.focus(step(this.active, this.messages().length - 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly onFocus = (event: FocusEvent): void => {
    const message = (event.target as HTMLElement).closest("article");
    if (!message) return;
    this.active = this.messages().indexOf(message);
    this.entered = event.target === message ? -1 : this.active;
    this.changed();
  };

  readonly onBlur = (event: FocusEvent): void => {
    if ((event.relatedTarget as HTMLElement | null)?.closest("article")) return;
    this.entered = -1;
    this.changed();
  };
}
