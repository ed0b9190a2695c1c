import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  LOG_LEVEL_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';
import type { Entry } from '../exchange.js';

export const MODERN = '2026-07-28';
export const KEYS = {
  version: PROTOCOL_VERSION_META_KEY,
  info: CLIENT_INFO_META_KEY,
  capabilities: CLIENT_CAPABILITIES_META_KEY,
  level: LOG_LEVEL_META_KEY,
} as const;

export const ENVELOPE = {
  [KEYS.version]: MODERN,
  [KEYS.info]: { name: 'corpus', version: '1.0.0' },
  [KEYS.capabilities]: {},
};

type Json = Record<string, unknown>;
/** Headers by name; null takes one away. */
type Headers = Record<string, string | null>;

const BOTH = 'application/json, text/event-stream';

export interface Changes {
  readonly headers?: Headers;
  /** Members of the message itself. */
  readonly message?: Json;
  readonly _meta?: unknown;
  /** The text to send instead. */
  readonly text?: string;
  readonly method?: string;
  readonly endless?: boolean;
}

/** Which parameter the header Mcp-Name repeats (SEP-2243, Standard Request Headers). */
const TARGETS: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** What a header can't carry goes in Base64 (SEP-2243, Value Encoding). */
function headerValue(value: string): string {
  const plain = /^[!-~]([ -~]*[!-~])?$/.test(value) || value === '';
  return plain ? value : `=?base64?${Buffer.from(value).toString('base64')}?=`;
}

/** A good 2026-07-28 request, but for the changes. */
export function modern(name: string, method: string, params: Json, changes: Changes = {}): Entry {
  const _meta = '_meta' in changes ? changes._meta : ENVELOPE;
  const body = { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta }, ...changes.message };
  const target = params[TARGETS[method] ?? ''];
  const headers = {
    'MCP-Protocol-Version': MODERN,
    'Mcp-Method': method,
    'Mcp-Name': typeof target === 'string' ? headerValue(target) : null,
  };
  return entry(`modern: ${name}`, body, headers, changes);
}

/** A good request of a 2025-era client without a session, but for the changes. */
export function legacy(name: string, method: string, params?: Json, changes: Changes = {}): Entry {
  const body = { jsonrpc: '2.0', id: 1, method, params, ...changes.message };
  return entry(`legacy: ${name}`, body, { 'MCP-Protocol-Version': '2025-11-25' }, changes);
}

function entry(name: string, body: Json, defaults: Headers, changes: Changes): Entry {
  const { text = JSON.stringify(body), method, endless } = changes;
  const headers = {
    'Content-Type': 'application/json',
    Accept: BOTH,
    ...defaults,
    ...changes.headers,
  };
  return {
    name,
    headers: Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== null),
    ...(method === undefined ? { body: text } : { method }),
    ...(endless && { endless }),
  };
}
