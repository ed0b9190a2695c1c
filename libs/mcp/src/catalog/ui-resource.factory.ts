import { UI_MIME_TYPE } from '../context/extensions.js';
import type { UiResourceOptions } from '../decorators/ui-resource.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import type { EntrySource } from './catalog.js';
import { CSP_OPTIONS, PAGE_OPTIONS, requireKnownOptions } from './option.check.js';
import type { ResourceEntry } from './resource.entry.js';
import { createResourceEntry } from './resource.factory.js';

const UI_URI = /^ui:\/\//;

/** @throws McpError `INVALID_RESOURCE` */
export function createUiResourceEntry(source: EntrySource<UiResourceOptions>): ResourceEntry {
  requireKnownOptions('INVALID_RESOURCE', source.origin, source.options, PAGE_OPTIONS);
  requireKnownOptions('INVALID_RESOURCE', source.origin, source.options.csp, CSP_OPTIONS);
  const { csp, permissions, domain, prefersBorder, ...options } = source.options;
  checkUri(options.uri, source.origin);
  const ui = {
    ...(csp && { csp }),
    ...(permissions && { permissions: Object.fromEntries(permissions.map((one) => [one, {}])) }),
    ...(domain !== undefined && { domain }),
    ...(prefersBorder !== undefined && { prefersBorder }),
  };
  const contentMeta = Object.keys(ui).length > 0 ? { ui } : undefined;
  const _meta = (options._meta ?? contentMeta) && { ...options._meta, ...contentMeta };
  const described = { ...options, mimeType: UI_MIME_TYPE, ...(_meta && { _meta }) };
  const entry = createResourceEntry({ ...source, options: described });
  // Hosts take the policy from what they read, and may review it in the list (SEP-1865).
  return { ...entry, contentMeta };
}

/** "URI MUST start with `ui://` scheme" (SEP-1865, Content Requirements). */
function checkUri(uri: string, origin: string): void {
  if (UI_URI.test(uri)) return;
  const problem = `The uri ${JSON.stringify(uri)} of ${origin} is not that of a page`;
  throw new McpError('INVALID_RESOURCE', `${problem}: begin it with ui://, as in ui://shop/cart.`);
}
