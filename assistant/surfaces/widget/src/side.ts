// What the side panel shows, and the documents it shows it from.
import type { Client } from "./client.ts";
import { unique } from "./citations.ts";
import type { Exchange } from "./conversation.ts";
import type { Citation, Corpus, Source } from "./values.ts";
import { opened, openedBasis } from "./views/view.ts";

export type Content =
  | { readonly kind: "source"; readonly exchange: Exchange; readonly citation: Citation; readonly fromBasis: boolean }
  | { readonly kind: "basis"; readonly exchange: Exchange };

export class Side {
  content: Content | null = null;
  source: Source | null = null;
  failed = false;
  readonly read = new Map<string, Source>();

  constructor(
    private readonly client: () => Client,
    private readonly corpus: () => Corpus | null,
    private readonly changed: () => void,
  ) {}

  /** The name of what is shown, as its button knows it. */
  get name(): string {
    const { content } = this;
    if (!content) return "";
    return content.kind === "basis" || content.fromBasis ? openedBasis(content.exchange) : opened(content.exchange, content.citation);
  }

  async showSource(citation: Citation, exchange: Exchange, fromBasis: boolean): Promise<void> {
    const content: Content = { kind: "source", exchange, citation, fromBasis };
    Object.assign(this, { content, source: null, failed: false });
    this.changed();
    try {
      const source = await this.client().source(citation.document, citation.document_sha256);
      if (this.content === content) this.source = source;
    } catch {
      if (this.content === content) this.failed = true;
    }
    this.changed();
  }

  async showBasis(exchange: Exchange): Promise<void> {
    this.content = { kind: "basis", exchange };
    this.changed();
    const documents = unique((exchange.answer?.basis.retrieved ?? []).map((each) => each.document));
    await Promise.allSettled(documents.map((id) => this.reading(id, exchange)));
    this.changed();
  }

  close(): void {
    this.content = null;
    this.changed();
  }

  private async reading(id: string, exchange: Exchange): Promise<void> {
    const cited = exchange.answer?.citations.find((citation) => citation.document === id)?.document_sha256;
    const listed = this.corpus()?.documents.find((document) => document.id === id)?.sha256;
    this.read.set(id, await this.client().source(id, cited ?? listed ?? ""));
  }
}
