import type { McpContext } from '../context/mcp.context.js';
import type { Era } from '../context/revisions.js';
import { McpError } from '../errors/mcp.error.js';
import type { ListKind } from '../context/change.js';
import type { ChangeFeed } from './change.feed.js';

/** Runs the code behind an entry; whatever it returns is shaped into a result later. */
export type Handler = (args: Record<string, unknown>, ctx: McpContext) => unknown;

/** What was declared, and the code behind it. */
export interface EntrySource<Options> {
  /** Name of the method, or of the entry where there is no method. */
  readonly method: string;
  readonly origin: string;
  readonly options: Options;
  readonly handler: Handler;
}

/** Something that a server offers, ready to be listed. */
export interface CatalogEntry {
  /** Unique in its catalogue: a name or an address. */
  readonly key: string;
  /** Where it comes from, for messages: `OrderTools#findOrder`. */
  readonly origin: string;
  /** As clients see it. */
  readonly definition: Readonly<Record<Era, object>>;
}

interface Listed<Entry> {
  readonly entry: Entry;
  /** Grows with each addition and never changes: it is what a cursor points at. */
  readonly order: number;
  enabled: boolean;
}

/** One page of a list. */
export interface Page {
  readonly definitions: readonly object[];
  /** Order of the last entry of the page, if there are more. */
  readonly last: number | undefined;
}

/** Entries of one kind that a server offers, in the order in which they were added. */
export abstract class Catalog<Entry extends CatalogEntry> {
  private readonly listed = new Map<string, Listed<Entry>>();
  private additions = 0;
  /** Changes whenever the list does. */
  version = 0;

  constructor(
    private readonly changes: ChangeFeed,
    private readonly list: ListKind,
    /** What an entry is called, in messages. */
    private readonly noun: string,
  ) {}

  /** Whether it has, or had, an entry: what was offered once stays a capability. */
  get used(): boolean {
    return this.additions > 0;
  }

  get size(): number {
    return this.listed.size;
  }

  add(entry: Entry): void {
    const other = this.listed.get(entry.key)?.entry;
    if (other) {
      throw new McpError(
        'DUPLICATE_NAME',
        `Two ${this.noun}s are named '${entry.key}': ${other.origin} and ${entry.origin}. ` +
          `Give one of them another name.`,
      );
    }
    this.set(entry);
  }

  /** Adds an entry, or puts it in the place of the one with its key, which may be disabled. */
  set(entry: Entry): void {
    const { order = ++this.additions, enabled = true } = this.listed.get(entry.key) ?? {};
    this.listed.set(entry.key, { entry, order, enabled });
    this.changed();
  }

  /** @returns false if there is no such entry */
  remove(key: string): boolean {
    const removed = this.listed.delete(key);
    if (removed) this.changed();
    return removed;
  }

  /** @returns false if there is no such entry */
  setEnabled(key: string, enabled: boolean): boolean {
    const listed = this.listed.get(key);
    if (!listed) return false;
    if (listed.enabled !== enabled) {
      listed.enabled = enabled;
      this.changed();
    }
    return true;
  }

  /** The entry of that key, if it is enabled. */
  find(key: string): Entry | undefined {
    const listed = this.listed.get(key);
    return listed?.enabled ? listed.entry : undefined;
  }

  keys(): string[] {
    return [...this.listed.keys()];
  }

  /** All entries that are enabled. */
  *[Symbol.iterator](): Iterator<Entry> {
    for (const { entry, enabled } of this.listed.values()) if (enabled) yield entry;
  }

  /** @param after the `last` of the page before, 0 for the first page */
  page(era: Era, after: number, size: number): Page {
    const rest = [...this.listed.values()].filter((one) => one.enabled && one.order > after);
    const page = rest.slice(0, size);
    return {
      definitions: page.map(({ entry }) => entry.definition[era]),
      last: rest.length > page.length ? page.at(-1)?.order : undefined,
    };
  }

  private changed(): void {
    this.version++;
    this.changes.publish({ list: this.list });
  }
}
