import type { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { McpError } from '../../errors/mcp.error.js';

/**
 * Loads the HTTP+SSE transport of the SDK's v1 line, which is an optional peer: only applications
 * that serve this transport install it.
 *
 * @throws McpError `MISSING_PACKAGE`
 */
export async function loadSseTransport(): Promise<typeof SSEServerTransport> {
  try {
    return (await import('@modelcontextprotocol/sdk/server/sse.js')).SSEServerTransport;
  } catch (cause) {
    throw new McpError(
      'MISSING_PACKAGE',
      `The HTTP+SSE transport is on, but @modelcontextprotocol/sdk cannot be loaded. Install it ` +
        `(npm install @modelcontextprotocol/sdk) or leave 'sse' out of McpModule's options.`,
      { cause },
    );
  }
}
