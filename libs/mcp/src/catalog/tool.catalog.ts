import type { Tool } from '@modelcontextprotocol/server';
import type { Era } from '../context/revisions.js';
import { McpError } from '../errors/mcp.error.js';
import type { ChangeFeed } from './change.feed.js';
import type { ToolEntry } from './tool.entry.js';

interface Listed {
  readonly entry: ToolEntry;
  /** Grows with each addition and never changes: it is what a cursor points at. */
  readonly order: number;
  enabled: boolean;
}

/** One page of a list. */
export interface ToolPage {
  readonly tools: readonly Tool[];
  /** Order of the last tool of the page, if there are more. */
  readonly last: number | undefined;
}

/** The tools that one server offers, in the order in which they were added. */
export class ToolCatalog {
  private readonly listed = new Map<string, Listed>();
  private additions = 0;
  /** Changes whenever the list does. */
  version = 0;

  constructor(private readonly changes: ChangeFeed) {}

  get size(): number {
    return this.listed.size;
  }

  add(entry: ToolEntry): void {
    const other = this.listed.get(entry.name)?.entry;
    if (other) {
      throw new McpError(
        'DUPLICATE_TOOL',
        `Two tools are named '${entry.name}': ${other.origin} and ${entry.origin}. ` +
          `Give one of them another name: @Tool({ name: '…' }).`,
      );
    }
    this.listed.set(entry.name, { entry, order: ++this.additions, enabled: true });
    this.changed();
  }

  remove(name: string): boolean {
    const removed = this.listed.delete(name);
    if (removed) this.changed();
    return removed;
  }

  /** @returns false if there is no such tool */
  setEnabled(name: string, enabled: boolean): boolean {
    const listed = this.listed.get(name);
    if (!listed) return false;
    if (listed.enabled !== enabled) {
      listed.enabled = enabled;
      this.changed();
    }
    return true;
  }

  /** The tool of that name, if it is enabled. */
  find(name: string): ToolEntry | undefined {
    const listed = this.listed.get(name);
    return listed?.enabled ? listed.entry : undefined;
  }

  names(): string[] {
    return [...this.listed.keys()];
  }

  /** @param after the `last` of the page before, 0 for the first page */
  page(era: Era, after: number, size: number): ToolPage {
    const rest = [...this.listed.values()].filter((tool) => tool.enabled && tool.order > after);
    const page = rest.slice(0, size);
    return {
      tools: page.map(({ entry }) => entry.definition[era]),
      last: rest.length > page.length ? page.at(-1)?.order : undefined,
    };
  }

  private changed(): void {
    this.version++;
    this.changes.publish('tools');
  }
}
