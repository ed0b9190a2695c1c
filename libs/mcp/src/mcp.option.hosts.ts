import { isIPv6 } from 'node:net';
import type { Kind } from './mcp.option.kinds.js';

const BRACKETED = /^\[(.+)\]$/;
/** Such as `https://app.example`, and `chrome-extension://id`. */
const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@*]+$/;
const WEB = /^https?:/;

/** A host as the Host header names it, without the port: IPv6 addresses are in brackets. */
export const HOST_NAME: Kind = {
  fits: (value) => typeof value === 'string' && isHostName(value.toLowerCase()),
  give: "a host name without scheme, port and wildcards, such as 'mcp.example.com'",
};

/** An origin as browsers send it (RFC 6454, 6.2), or it would never be the same. */
export const BROWSER_ORIGIN: Kind = {
  fits: (value) => typeof value === 'string' && isOrigin(value.toLowerCase()),
  give:
    "an origin such as 'https://app.example', without path, slash at its end or the usual port; " +
    "there is no '*', which would let every web page call",
};

function isHostName(host: string): boolean {
  if (isIPv6(BRACKETED.exec(host)?.[1] ?? '')) return true;
  const url = `http://${host}`;
  return !host.includes('*') && URL.canParse(url) && new URL(url).hostname === host;
}

function isOrigin(origin: string): boolean {
  if (!ORIGIN.test(origin) || !URL.canParse(origin)) return false;
  return !WEB.test(origin) || new URL(origin).origin === origin;
}
