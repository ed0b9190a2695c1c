import { isLegacyRevision, LEGACY_REVISIONS, MODERN_REVISIONS } from '../../context/revisions.js';
import { McpError } from '../../errors/mcp.error.js';
import type { RpcRequest } from '../../protocol/json-rpc.js';
import { header, type Headed } from '../http/raw.http.js';

/** The parameter that `Mcp-Name` repeats, by method (SEP-2243, Standard Request Headers). */
const NAME_SOURCES: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

const ALL = [...MODERN_REVISIONS, ...LEGACY_REVISIONS];
const REQUIRED = ['mcp-protocol-version', 'mcp-method'];
const ENCODED = '=?base64?';
const BASE64_VALUE = /^=\?base64\?(.*)\?=$/;
/** Visible ASCII, spaces and tabs. */
const VALID_VALUE = /^[\t\x20-\x7e]*$/;
const CANONICAL_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A 2026-07-28 request must carry `MCP-Protocol-Version`, `Mcp-Method` and, for some methods,
 * `Mcp-Name`, so that an ingress can route it without reading the body (SEP-2243).
 *
 * @throws McpError `HEADER_MISMATCH`
 */
export function checkStandardHeaders(incoming: Headed, request: RpcRequest): void {
  for (const name of REQUIRED) if (header(incoming, name) === undefined) throw missing(name);
  const source = Object.hasOwn(NAME_SOURCES, request.method) && NAME_SOURCES[request.method];
  if (!source) return;
  const expected = request.params[source];
  const sent = header(incoming, 'mcp-name');
  if (sent === undefined) {
    if (typeof expected === 'string') throw missing('mcp-name');
    return;
  }
  const decoded = decodeHeaderValue(sent);
  if (decoded === undefined) {
    throw headerMismatch(sent, 'Mcp-Name has invalid characters or is not valid Base64');
  }
  if (typeof expected === 'string' && decoded !== expected) {
    throw headerMismatch(sent, `the body carries params.${source}=${JSON.stringify(expected)}`);
  }
}

/** @throws McpError `UNSUPPORTED_VERSION_HEADER` (2025-11-25, Protocol Version Header) */
export function checkVersionHeader(incoming: Headed, supported: readonly string[] = ALL): void {
  const version = header(incoming, 'mcp-protocol-version');
  if (version === undefined || isLegacyRevision(version)) return;
  throw new McpError(
    'UNSUPPORTED_VERSION_HEADER',
    `Bad Request: Unsupported protocol version: ${version} (supported: ${supported.join(', ')})`,
    { data: { supported, requested: version } },
  );
}

/**
 * The text of a header value that may be Base64; undefined if it claims to be and isn't, or has characters
 * that no value may have (2026-07-28, transports, Value Encoding).
 */
export function decodeHeaderValue(value: string): string | undefined {
  if (!VALID_VALUE.test(value)) return undefined;
  const encoded = value.startsWith(ENCODED) ? BASE64_VALUE.exec(value)?.[1] : undefined;
  if (encoded === undefined) return value;
  if (!CANONICAL_BASE64.test(encoded)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}

function missing(name: string): McpError {
  return headerMismatch('(missing)', `the required header ${name} is absent`);
}

export function headerMismatch(value: string, body: string): McpError {
  return new McpError(
    'HEADER_MISMATCH',
    `Bad Request: the headers and the body disagree: ${body}`,
    {
      data: { mismatch: { header: value, body } },
    },
  );
}
