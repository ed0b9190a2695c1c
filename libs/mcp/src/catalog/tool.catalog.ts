import { Catalog } from './catalog.js';
import type { ChangeFeed } from './change.feed.js';
import type { ToolEntry } from './tool.entry.js';

/** The tools of one server, by name. */
export class ToolCatalog extends Catalog<ToolEntry> {
  constructor(changes: ChangeFeed) {
    super(changes, 'tools', 'tool');
  }
}
