import { offer } from './entry.decorator.js';
import type { ResourceOptions } from './resource.decorator.js';

/** @internal */
export const UI_RESOURCE_METADATA = 'nest-mcp:ui-resource';

/**
 * Where a page may load from and connect to. What is left out is forbidden (SEP-1865, Host Behavior).
 *
 * @publicApi
 */
export interface UiCsp {
  /** Origins for `fetch`, XHR and WebSocket. */
  connectDomains?: string[];
  /** Origins of scripts, styles, images, fonts and media. */
  resourceDomains?: string[];
  /** Origins of frames inside the page. */
  frameDomains?: string[];
  /** Origins that the `<base>` of the page may name. */
  baseUriDomains?: string[];
}

/** @publicApi */
export type UiPermission = 'camera' | 'microphone' | 'geolocation' | 'clipboardWrite';

/**
 * How a page is offered to clients.
 *
 * @publicApi
 */
export interface UiResourceOptions extends Omit<ResourceOptions, 'mimeType'> {
  /** Address of the page; it begins with `ui://`. */
  uri: string;
  csp?: UiCsp;
  /** What the page would like to use; hosts may refuse. */
  permissions?: UiPermission[];
  /** Origin of its own for the page; its form depends on the host. */
  domain?: string;
  /** Whether hosts should draw a border. @default up to the host */
  prefersBorder?: boolean;
}

/**
 * Offers a method of a provider as a page that clients with MCP Apps show (SEP-1865). It gets
 * `({}, ctx)` and returns an HTML document.
 *
 * @publicApi
 */
export function UiResource(options: UiResourceOptions): MethodDecorator {
  return offer('@UiResource()', UI_RESOURCE_METADATA, options);
}
