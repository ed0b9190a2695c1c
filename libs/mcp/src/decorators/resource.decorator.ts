import type { Annotations, Icon } from '@modelcontextprotocol/server';
import type { CacheHint } from '../context/cache.hint.js';
import { offer } from './entry.decorator.js';

/** @internal */
export const RESOURCE_METADATA = 'nest-mcp:resource';
/** @internal */
export const TEMPLATE_METADATA = 'nest-mcp:resource-template';

interface Described {
  /** Name for programs. @default the method's name */
  name?: string;
  /** Name for people. */
  title?: string;
  description?: string;
  /** Type of the content, where all that is read has the same. */
  mimeType?: string;
  annotations?: Annotations;
  icons?: Icon[];
  /** For 2026-07-28 clients. */
  cache?: CacheHint;
  /** Sent to clients as it is. */
  _meta?: Record<string, unknown>;
}

/**
 * How a resource is offered to clients.
 *
 * @publicApi
 */
export interface ResourceOptions extends Described {
  /** Address of the resource, such as `orders://summary`. */
  uri: string;
  /** Size of the content in bytes, if it is known. */
  size?: number;
}

/**
 * How a family of resources is offered to clients.
 *
 * @publicApi
 */
export interface ResourceTemplateOptions extends Described {
  /** Addresses of the resources, such as `orders://{number}` (RFC 6570). */
  uriTemplate: string;
}

/**
 * Offers a method of a provider as a resource. It gets `({}, ctx)`; the text, bytes or contents that
 * it returns are what clients read.
 *
 * @publicApi
 */
export function Resource(options: ResourceOptions): MethodDecorator {
  return offer('@Resource()', RESOURCE_METADATA, options);
}

/**
 * Offers a method of a provider as a family of resources. It gets the variables of the URI and an
 * `McpContext`.
 *
 * @publicApi
 */
export function ResourceTemplate(options: ResourceTemplateOptions): MethodDecorator {
  return offer('@ResourceTemplate()', TEMPLATE_METADATA, options);
}
