import type { Catalogs } from '../catalog/catalogs.js';
import type { ConnectionLimiter } from '../sessions/connection.limiter.js';
import type { UnreadLimit } from '../sessions/unread.limit.js';

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
    private readonly unread: UnreadLimit,
  ) {}

  /** Down while the server offers nothing. */
  catalogue<Key extends string>(key: Key): McpHealthResult<Key> {
    const { size, tools } = this.catalogs;
    return result(key, size > 0, { entries: size, tools: tools.size });
  }

  /**
   * What is open, and how many connections ended because their client stopped reading. Always up: at the
   * limit sessions make room for others, and calls of 2026-07-28 need none.
   */
  connections<Key extends string>(key: Key): McpHealthResult<Key> {
    const { count: open, limit } = this.limiter;
    return result(key, true, { open, limit, stalled: this.unread.stalled });
  }
}

function result<Key extends string>(
  key: Key,
  up: boolean,
  details: Record<string, unknown>,
): McpHealthResult<Key> {
  return { [key]: { status: up ? 'up' : 'down', ...details } } as McpHealthResult<Key>;
}
