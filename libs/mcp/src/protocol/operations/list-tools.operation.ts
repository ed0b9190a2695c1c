import type { ToolCatalog, ToolPage } from '../../catalog/tool.catalog.js';
import type { Exchange } from '../../context/exchange.js';
import type { Era } from '../../context/revisions.js';
import { SerializedResult, type Operation } from '../operation.js';
import type { ResultEncoder } from '../result.encoder.js';
import { readCursor, writeCursor } from '../cursor.js';

/** `tools/list`: each page is serialised once per version of the catalogue. */
export class ListToolsOperation implements Operation {
  readonly method = 'tools/list';
  readonly eras = ['legacy', 'modern'] as const;
  /** Undefined for a page that another one named and nobody has asked for. */
  private readonly pages = new Map<string, SerializedResult | undefined>();
  private version = -1;

  constructor(
    private readonly catalog: ToolCatalog,
    private readonly encoder: ResultEncoder,
    private readonly pageSize: number,
  ) {}

  run({ params, peer }: Exchange): SerializedResult {
    if (this.version !== this.catalog.version) {
      this.pages.clear();
      this.version = this.catalog.version;
    }
    const after = readCursor(params['cursor']);
    const key = `${peer.era} ${after}`;
    const cached = this.pages.get(key);
    if (cached) return cached;
    const { tools, last } = this.catalog.page(peer.era, after, this.pageSize);
    const page = this.serialize(peer.era, tools, last);
    // Cursors come from clients: only those that a page of ours named are worth their memory.
    if (after === 0 || this.pages.has(key)) {
      this.pages.set(key, page);
      if (last !== undefined) this.pages.set(`${peer.era} ${last}`, undefined);
    }
    return page;
  }

  private serialize(era: Era, tools: ToolPage['tools'], last?: number): SerializedResult {
    const nextCursor = last === undefined ? {} : { nextCursor: writeCursor(last) };
    return new SerializedResult(
      JSON.stringify(this.encoder.encode(era, this.method, { tools, ...nextCursor })),
    );
  }
}
