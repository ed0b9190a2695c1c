import type { IncomingMessage } from 'node:http';
import { McpError } from '../errors/mcp.error.js';

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

export interface HostPolicyOptions {
  /** Host names that clients may use, without ports. */
  readonly allowedHosts: readonly string[];
  /** Origins of browsers that may call, such as `https://app.example`. */
  readonly allowedOrigins: readonly string[];
}

/**
 * Keeps web pages from calling a server that they should not reach (DNS rebinding; 2025-11-25 and
 * 2026-07-28, basic/transports, Security Warning).
 *
 * A server bound to loopback is reached under loopback names only, unless others are allowed. For
 * any other bind the host is checked if a list is given. An origin must always be known.
 */
export class HostPolicy {
  private readonly allowedHosts: readonly string[];
  private readonly allowedOrigins: readonly string[];

  constructor({ allowedHosts, allowedOrigins }: HostPolicyOptions) {
    // Host names have no case, and browsers send lower case (RFC 9110, 4.2.3; RFC 6454, 6.1).
    this.allowedHosts = allowedHosts.map((host) => host.toLowerCase());
    this.allowedOrigins = allowedOrigins.map((origin) => origin.toLowerCase());
  }

  /** @throws McpError `FORBIDDEN_HOST` or `FORBIDDEN_ORIGIN` */
  check(request: IncomingMessage, boundToLoopback: boolean): void {
    const local = boundToLoopback ? LOOPBACK_HOSTS : [];
    const hosts = [...this.allowedHosts, ...local];
    const host = hostName(request.headers.host);
    if (hosts.length > 0 && !hosts.includes(host)) {
      throw new McpError('FORBIDDEN_HOST', `The host '${host}' is not allowed here.`);
    }
    const { origin } = request.headers;
    if (origin === undefined || this.allowedOrigins.includes(origin)) return;
    if (local.includes(originHost(origin))) return;
    throw new McpError('FORBIDDEN_ORIGIN', `The origin '${origin}' is not allowed here.`);
  }
}

/** Whether a server's socket can only be reached from this machine. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  return address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');
}

function hostName(host = ''): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function originHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
