import { Catalog } from './catalog.js';
import type { ChangeFeed } from './change.feed.js';
import type { PromptEntry } from './prompt.entry.js';

/** The prompts of one server, by name. */
export class PromptCatalog extends Catalog<PromptEntry> {
  constructor(changes: ChangeFeed) {
    super(changes, 'prompts', 'prompt');
  }
}
