import type { ClientCapabilities } from '@modelcontextprotocol/server';

/** Names under which both sides declare extensions in their capabilities (SEP-1724). */
export const UI_EXTENSION = 'io.modelcontextprotocol/ui';
export const SKILLS_EXTENSION = 'io.modelcontextprotocol/skills';

/** "`mimeType` MUST be `text/html;profile=mcp-app`" (SEP-1865, Content Requirements). */
export const UI_MIME_TYPE = 'text/html;profile=mcp-app';

/** Whether a client shows pages to its user (SEP-1865, Client (Host) Capabilities). */
export function showsUi({ extensions }: ClientCapabilities): boolean {
  const settings = extensions?.[UI_EXTENSION] as { mimeTypes?: unknown } | undefined;
  const types = settings?.mimeTypes;
  return Array.isArray(types) && types.includes(UI_MIME_TYPE);
}
