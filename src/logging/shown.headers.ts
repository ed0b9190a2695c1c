import { clip } from '../text/clip.js';

/**
 * What the log shows of headers. All others may hold secrets, whatever their names: clients and proxies invent
 * new ones, and 2026-07-28 repeats arguments of tools in `Mcp-Param-*`.
 */
const OF_REQUESTS = [
  'host',
  'origin',
  'user-agent',
  'accept',
  'content-type',
  'content-length',
  'mcp-protocol-version',
  'mcp-method',
  'mcp-name',
  'traceparent',
  'x-request-id',
];
const OF_RESPONSES = ['content-type', 'content-length', 'retry-after', 'allow'];

const LONGEST_TEXT = 200;

export function shownOfRequest(headers: Readonly<Record<string, unknown>>) {
  return pick(headers, OF_REQUESTS);
}

export function shownOfResponse(headers: Readonly<Record<string, unknown>>) {
  return pick(headers, OF_RESPONSES);
}

/** A URL, or a header that may be one. Queries carry tokens and session ids, and an authority a password. */
export function withoutSecrets(url: string): string {
  const shown = url.replace(/[?#].*$/s, '?…').replace(/\/\/[^/]*@/, '//');
  return clip(shown, LONGEST_TEXT);
}

function pick(headers: Readonly<Record<string, unknown>>, names: readonly string[]) {
  const shown = names.filter((name) => headers[name] !== undefined);
  return Object.fromEntries(shown.map((name) => [name, withoutSecrets(String(headers[name]))]));
}
