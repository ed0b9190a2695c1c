import { isIPv6 } from 'node:net';
import type { HttpOrigin, PrincipalOf } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';

/** Where adapters put the address of a client, behind the proxies that they trust. */
interface Addressed {
  readonly ip?: unknown;
}

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

/** Tells callers apart that the application does not: by their address, where it is known. */
export function addressOf({ request }: HttpOrigin): string {
  const { ip } = request as Addressed;
  return typeof ip === 'string' ? networkOf(ip) : '';
}

/** One host has all addresses of a /64 network (RFC 4291, 2.5.4), and could be another caller with each. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [before = [], after] = address.split('::').map((part) => part.split(':'));
  const zeros = after ? Array<string>(8 - before.length - after.length).fill('0') : [];
  return [...before, ...zeros, ...(after ?? [])].slice(0, 4).join(':');
}
