import type { IncomingHttpHeaders } from 'node:http';
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
  private readonly allowedLocally: readonly string[];
  private readonly allowedOrigins: readonly string[];

  constructor({ allowedHosts, allowedOrigins }: HostPolicyOptions) {
    // Host names have no case, and browsers send lower case (RFC 9110, 4.2.3; RFC 6454, 6.1).
    this.allowedHosts = allowedHosts.map((host) => host.toLowerCase());
    this.allowedLocally = [...this.allowedHosts, ...LOOPBACK_HOSTS];
    this.allowedOrigins = allowedOrigins.map((origin) => origin.toLowerCase());
  }

  /** @throws McpError `FORBIDDEN_HOST` or `FORBIDDEN_ORIGIN` */
  check({ headers }: { readonly headers: IncomingHttpHeaders }, boundToLoopback: boolean): void {
    const hosts = boundToLoopback ? this.allowedLocally : this.allowedHosts;
    if (hosts.length > 0) checkHost(hostName(headers.host), hosts);
    const { origin } = headers;
    if (origin === undefined || this.allowedOrigins.includes(origin)) return;
    if (boundToLoopback && LOOPBACK_HOSTS.includes(originHost(origin))) return;
    throw new McpError('FORBIDDEN_ORIGIN', `The origin '${origin}' is not allowed here.`);
  }
}

function checkHost(host: string, allowed: readonly string[]): void {
  if (allowed.includes(host)) return;
  throw new McpError('FORBIDDEN_HOST', `The host '${host}' is not allowed here.`);
}

/** Whether a server's socket can only be reached from this machine. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  return address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');
}

/** Whether a Host header names this machine to itself. */
export function isLoopbackHost(host: string | undefined): boolean {
  return LOOPBACK_HOSTS.includes(hostName(host));
}

function hostName(host = ''): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function originHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
