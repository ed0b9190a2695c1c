import type { Prompt } from '@modelcontextprotocol/server';
import type { Era } from '../context/revisions.js';
import type { CompiledSchema } from '../schema/schema.types.js';
import type { CatalogEntry, Handler } from './catalog.js';

/** A prompt, ready to be listed and filled in. Its key is the name. */
export interface PromptEntry extends CatalogEntry {
  readonly definition: Readonly<Record<Era, Prompt>>;
  readonly description: string | undefined;
  readonly input: CompiledSchema | undefined;
  readonly handler: Handler;
}
