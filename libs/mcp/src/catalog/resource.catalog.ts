import { Catalog } from './catalog.js';
import type { ChangeFeed } from './change.feed.js';
import type { ResourceEntry, TemplateEntry } from './resource.entry.js';

/** The resources of one server, by URI. */
export class ResourceCatalog extends Catalog<ResourceEntry> {
  constructor(changes: ChangeFeed) {
    super(changes, 'resources', 'resource');
  }
}

/** The resource templates of one server, by URI template. */
export class TemplateCatalog extends Catalog<TemplateEntry> {
  constructor(changes: ChangeFeed) {
    super(changes, 'resources', 'resource template');
  }
}
