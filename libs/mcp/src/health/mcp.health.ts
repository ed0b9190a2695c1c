import type { ToolCatalog } from '../catalog/tool.catalog.js';
import type { ConnectionLimiter } from '../sessions/connection.limiter.js';

/** What Terminus expects of an indicator; the package itself isn't needed here. */
export type McpHealthResult<Key extends string = string> = Record<
  Key,
  { readonly status: 'up' | 'down' } & Readonly<Record<string, unknown>>
>;

/**
 * Health of an MCP server, for Terminus: `health.check([() => mcp.catalogue('mcp')])`.
 *
 * @publicApi
 */
export class McpHealthIndicator {
  /** @internal */
  constructor(
    private readonly catalog: ToolCatalog,
    private readonly limiter: ConnectionLimiter,
  ) {}

  /** Down while the server offers nothing. */
  catalogue<Key extends string>(key: Key): McpHealthResult<Key> {
    const tools = this.catalog.size;
    return result(key, tools > 0, { tools });
  }

  /** Down while the limit of open connections is reached. */
  connections<Key extends string>(key: Key): McpHealthResult<Key> {
    const { count: open, limit, full } = this.limiter;
    return result(key, !full, { open, limit });
  }
}

function result<Key extends string>(
  key: Key,
  up: boolean,
  details: Record<string, unknown>,
): McpHealthResult<Key> {
  return { [key]: { status: up ? 'up' : 'down', ...details } } as McpHealthResult<Key>;
}
