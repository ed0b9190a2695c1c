import type { Catalogs } from '../catalog/catalogs.js';
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
    private readonly catalogs: Catalogs,
    private readonly limiter: ConnectionLimiter,
  ) {}

  /** Down while the server offers nothing. */
  catalogue<Key extends string>(key: Key): McpHealthResult<Key> {
    const { size, tools } = this.catalogs;
    return result(key, size > 0, { entries: size, tools: tools.size });
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
