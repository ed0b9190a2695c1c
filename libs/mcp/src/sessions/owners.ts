import type { HttpOrigin, PrincipalOf } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';

/** Who opened a session or connection, where callers are told apart. */
export class Owners {
  constructor(private readonly principalOf: PrincipalOf = () => undefined) {}

  /** @throws what the application's `principal` throws */
  of(origin: HttpOrigin): string | undefined {
    return this.principalOf(origin);
  }

  /**
   * An id that got out must not be enough (2025-11-25, security best practices, Session Hijacking).
   *
   * @throws McpError `FOREIGN_SESSION`
   */
  require(owner: string | undefined, origin: HttpOrigin): void {
    if (owner === this.of(origin)) return;
    throw new McpError('FOREIGN_SESSION', 'Forbidden: the session belongs to another caller');
  }
}
