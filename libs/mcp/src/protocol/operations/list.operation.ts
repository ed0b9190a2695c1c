import type { Catalog, CatalogEntry } from '../../catalog/catalog.js';
import type { Offered } from '../../catalog/catalogs.js';
import type { Exchange } from '../../context/exchange.js';
import type { Era } from '../../context/revisions.js';
import { Cursors } from '../cursor.js';
import { SerializedResult, type Operation } from '../operation.js';
import type { ResultEncoder } from '../result.encoder.js';

export interface ListParts {
  readonly encoder: ResultEncoder;
  readonly pageSize: number;
  /** Seals the cursors. */
  readonly cursorKey: Buffer;
}

/** A list method, such as `tools/list`: each page is serialised once per version of its catalogue. */
export class ListOperation implements Operation {
  readonly eras = ['legacy', 'modern'] as const;
  private readonly pages = new Map<string, SerializedResult>();
  private readonly cursors: Cursors;
  private version = -1;

  constructor(
    readonly method: string,
    /** The member of the result that holds the list. */
    private readonly member: string,
    private readonly catalog: Catalog<CatalogEntry>,
    private readonly parts: ListParts,
    readonly capability?: keyof Offered,
  ) {
    this.cursors = new Cursors(parts.cursorKey, method);
  }

  run({ params, peer }: Exchange): SerializedResult {
    if (this.version !== this.catalog.version) {
      this.pages.clear();
      this.version = this.catalog.version;
    }
    const after = this.cursors.read(params['cursor']);
    const key = `${peer.era} ${after}`;
    const page = this.pages.get(key) ?? this.page(peer.era, after);
    this.pages.set(key, page);
    return page;
  }

  private page(era: Era, after: number): SerializedResult {
    const { encoder, pageSize } = this.parts;
    const { definitions, last } = this.catalog.page(era, after, pageSize);
    const nextCursor = last === undefined ? {} : { nextCursor: this.cursors.write(last) };
    const result = { [this.member]: definitions, ...nextCursor };
    return new SerializedResult(encoder.stringify(era, this.method, result));
  }
}
