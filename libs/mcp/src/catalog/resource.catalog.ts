import { UI_MIME_TYPE } from '../context/extensions.js';
import type { ChangeFeed } from './change.feed.js';
import type { ResourceEntry, TemplateEntry } from './resource.entry.js';
import { UriCatalog } from './uri.catalog.js';
import { encodedTemplate, encodedUri } from './uri.encoding.js';

/** The resources of one server, by URI. */
export class ResourceCatalog extends UriCatalog<ResourceEntry> {
  protected readonly encode = encodedUri;

  /** Whether it has, or had, a page of MCP Apps. */
  hasPages = false;

  constructor(changes: ChangeFeed) {
    super(changes, 'resources', 'resource');
  }

  override set(entry: ResourceEntry): void {
    super.set(entry);
    this.hasPages ||= entry.mimeType === UI_MIME_TYPE;
  }
}

/** The resource templates of one server, by URI template. */
export class TemplateCatalog extends UriCatalog<TemplateEntry> {
  protected readonly encode = encodedTemplate;

  constructor(changes: ChangeFeed) {
    super(changes, 'resources', 'resource template');
  }
}
