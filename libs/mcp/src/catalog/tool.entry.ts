import type { Tool } from '@modelcontextprotocol/server';
import type { CatalogEntry, Handler } from './catalog.js';
import type { HeaderParameter } from './header.parameters.js';
import type { Era } from '../context/revisions.js';
import type { CompiledSchema } from '../schema/schema.types.js';

/** Milliseconds. Node's timers count no further: what is longer would be over at once. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** A tool, ready to be listed and called: everything that can be computed ahead is. */
export interface ToolEntry extends CatalogEntry {
  /** As clients see it. The eras differ where an output schema isn't an object. */
  readonly definition: Readonly<Record<Era, Tool>>;
  readonly input: CompiledSchema | undefined;
  readonly output: CompiledSchema | undefined;
  /** Arguments that clients repeat in headers. */
  readonly headers: readonly HeaderParameter[];
  /** Address of the page that shows results, if there is one (SEP-1865). */
  readonly page: string | undefined;
  /** Milliseconds; 0 for none; undefined for the default of the module. */
  readonly timeout: number | undefined;
  readonly handler: Handler;
}
