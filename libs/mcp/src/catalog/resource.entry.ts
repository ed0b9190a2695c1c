import type { Resource, ResourceTemplateType } from '@modelcontextprotocol/server';
import type { CacheHint } from '../context/cache.hint.js';
import type { Era } from '../context/revisions.js';
import type { CatalogEntry, Handler } from './catalog.js';
import type { UriTemplate } from './uri.template.js';

/** What resources and templates have in common when one is read. */
export interface Readable extends CatalogEntry {
  readonly mimeType: string | undefined;
  /** The `_meta` of the contents that are made of what the handler returns. */
  readonly contentMeta?: Readonly<Record<string, unknown>> | undefined;
  /** How long clients may keep what they read. */
  readonly cache: CacheHint | undefined;
  readonly handler: Handler;
}

/** A resource with an address of its own. Its key is the URI. */
export interface ResourceEntry extends Readable {
  readonly definition: Readonly<Record<Era, Resource>>;
}

/** A family of resources. Its key is the URI template. */
export interface TemplateEntry extends Readable {
  readonly definition: Readonly<Record<Era, ResourceTemplateType>>;
  readonly template: UriTemplate;
}
