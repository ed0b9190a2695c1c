import { UI_MIME_TYPE } from '../context/extensions.js';
import type { ToolUi } from '../decorators/tool.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import type { ResourceCatalog } from './resource.catalog.js';
import type { ToolEntry } from './tool.entry.js';
import { encodedUri } from './uri.encoding.js';

/** The `_meta.ui` of a tool (SEP-1865, Resource Discovery). */
export function toolUi(declared: string | ToolUi | undefined): ToolUi | undefined {
  const ui = typeof declared === 'string' ? { resourceUri: declared } : declared;
  // As the list of resources has it: clients compare the two.
  return ui?.resourceUri === undefined ? ui : { ...ui, resourceUri: encodedUri(ui.resourceUri) };
}

/**
 * "Resource MUST exist on the server" (SEP-1865, Resource Discovery).
 *
 * @throws McpError `INVALID_TOOL`
 */
export function requirePage({ page, origin }: ToolEntry, resources: ResourceCatalog): void {
  if (page === undefined || resources.find(page)?.mimeType === UI_MIME_TYPE) return;
  throw new McpError(
    'INVALID_TOOL',
    `${origin} has ui: '${page}', but no page of this server has that address: give a method of a ` +
      `provider @UiResource({ uri: '${page}' }), or correct the ui of ${origin}.`,
  );
}
