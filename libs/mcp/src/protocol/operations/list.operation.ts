import type { Catalog, CatalogEntry, Page } from '../../catalog/catalog.js';
import type { Offered } from '../../catalog/catalogs.js';
import type { Exchange } from '../../context/exchange.js';
import type { Era } from '../../context/revisions.js';
import { readCursor, writeCursor } from '../cursor.js';
import { SerializedResult, type Operation } from '../operation.js';
import type { ResultEncoder } from '../result.encoder.js';

/** A list method, such as `tools/list`: each page is serialised once per version of its catalogue. */
export class ListOperation implements Operation {
  readonly eras = ['legacy', 'modern'] as const;
  /** Undefined for a page that another one named and nobody has asked for. */
  private readonly pages = new Map<string, SerializedResult | undefined>();
  private version = -1;

  constructor(
    readonly method: string,
    /** The member of the result that holds the list. */
    private readonly member: string,
    private readonly catalog: Catalog<CatalogEntry>,
    private readonly encoder: ResultEncoder,
    private readonly pageSize: number,
    readonly capability?: keyof Offered,
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
    const { definitions, last } = this.catalog.page(peer.era, after, this.pageSize);
    const page = this.serialize(peer.era, definitions, last);
    // Cursors come from clients: only those that a page of ours named are worth their memory.
    if (after === 0 || this.pages.has(key)) {
      this.pages.set(key, page);
      if (last !== undefined) this.pages.set(`${peer.era} ${last}`, undefined);
    }
    return page;
  }

  private serialize(era: Era, definitions: Page['definitions'], last?: number): SerializedResult {
    const nextCursor = last === undefined ? {} : { nextCursor: writeCursor(last) };
    const result = { [this.member]: definitions, ...nextCursor };
    return new SerializedResult(JSON.stringify(this.encoder.encode(era, this.method, result)));
  }
}
