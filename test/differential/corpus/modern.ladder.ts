import type { Entry } from '../exchange.js';
import { ENVELOPE, KEYS, MODERN, modern } from './messages.js';

const ECHO = { name: 'echo', arguments: { text: 'hi' } };
const FUTURE = '2099-01-01';

const headers = (name: string, changed: Record<string, string | null>) =>
  modern(name, 'tools/call', ECHO, { headers: changed });

const envelope = (name: string, changed: Record<string, unknown>) =>
  modern(name, 'tools/list', {}, { _meta: { ...ENVELOPE, ...changed } });

/** Every rung of the ladder of headers and envelope (SEP-2243, SEP-2575). */
export const MODERN_LADDER: readonly Entry[] = [
  headers('no MCP-Protocol-Version', { 'MCP-Protocol-Version': null }),
  headers('no Mcp-Method', { 'Mcp-Method': null }),
  headers('no Mcp-Name', { 'Mcp-Name': null }),
  headers('none of the headers', {
    'MCP-Protocol-Version': null,
    'Mcp-Method': null,
    'Mcp-Name': null,
  }),
  headers('another Mcp-Method', { 'Mcp-Method': 'tools/list' }),
  headers('Mcp-Method in capitals', { 'Mcp-Method': 'TOOLS/CALL' }),
  headers('another Mcp-Name', { 'Mcp-Name': 'sad' }),
  headers('an empty Mcp-Name', { 'Mcp-Name': '' }),
  headers('Mcp-Name with spaces around', { 'Mcp-Name': '  echo  ' }),
  headers('Mcp-Name in Base64', { 'Mcp-Name': '=?base64?ZWNobw==?=' }),
  headers('another name in Base64', { 'Mcp-Name': '=?base64?c2Fk?=' }),
  headers('Base64 without padding', { 'Mcp-Name': '=?base64?ZWNobw?=' }),
  headers('Base64 with a foreign character', { 'Mcp-Name': '=?base64?ZWN!obw=?=' }),
  headers('Base64 that is no UTF-8', { 'Mcp-Name': '=?base64?/////w==?=' }),
  headers('Base64 without an end', { 'Mcp-Name': '=?base64?ZWNobw==' }),
  headers('BASE64 in capitals', { 'Mcp-Name': '=?BASE64?ZWNobw==?=' }),
  headers('an older MCP-Protocol-Version', { 'MCP-Protocol-Version': '2025-11-25' }),
  headers('an unknown MCP-Protocol-Version', { 'MCP-Protocol-Version': FUTURE }),
  headers('an empty MCP-Protocol-Version', { 'MCP-Protocol-Version': '' }),
  headers('a session id', { 'Mcp-Session-Id': 'abc' }),
  modern('Mcp-Name where none belongs', 'tools/list', {}, { headers: { 'Mcp-Name': 'echo' } }),
  modern('Mcp-Method on an unknown method', 'unheard/of', {}, { headers: { 'Mcp-Method': 'x' } }),
  modern(
    'no Mcp-Method on an unknown method',
    'unheard/of',
    {},
    {
      headers: { 'Mcp-Method': null },
    },
  ),
  modern('no Mcp-Name and no name', 'tools/call', {}, { headers: { 'Mcp-Name': null } }),
  modern('an Mcp-Name and no name', 'tools/call', {}, { headers: { 'Mcp-Name': 'echo' } }),
  modern(
    'resources/read without Mcp-Name',
    'resources/read',
    { uri: 'a:b' },
    { headers: { 'Mcp-Name': null } },
  ),

  envelope('a future revision in the body only', { [KEYS.version]: FUTURE }),
  envelope('an older revision in the body only', { [KEYS.version]: '2025-11-25' }),
  ...[FUTURE, 'v999.0.0', '2025-11-25', ''].map((version) =>
    modern(
      `the revision '${version}' in header and body`,
      'tools/list',
      {},
      {
        _meta: { ...ENVELOPE, [KEYS.version]: version },
        headers: { 'MCP-Protocol-Version': version },
      },
    ),
  ),
  envelope('no revision in the body', { [KEYS.version]: undefined }),
  envelope('a number for a revision', { [KEYS.version]: 20260728 }),
  envelope('null for a revision', { [KEYS.version]: null }),
  envelope('no client capabilities', { [KEYS.capabilities]: undefined }),
  ...[[], 'all', null, 7].map((value) =>
    envelope(`client capabilities that are ${JSON.stringify(value)}`, {
      [KEYS.capabilities]: value,
    }),
  ),
  ...[{ name: 'a' }, { version: '1' }, 'me', null, { name: 1, version: 2 }].map((value) =>
    envelope(`client info that is ${JSON.stringify(value)}`, { [KEYS.info]: value }),
  ),
  envelope('an unknown log level', { [KEYS.level]: 'loud' }),
  envelope('a number for a log level', { [KEYS.level]: 7 }),
  envelope('null for a progress token', { progressToken: null }),
  envelope('an object for a progress token', { progressToken: {} }),
  modern('only a revision', 'tools/list', {}, { _meta: { [KEYS.version]: MODERN } }),
  ...[undefined, {}, [], 'text', null].map((_meta) =>
    modern(`_meta that is ${JSON.stringify(_meta)}`, 'tools/list', {}, { _meta }),
  ),
  ...[undefined, [], 'text', null].map((params) =>
    modern(`params that are ${JSON.stringify(params)}`, 'tools/list', {}, { message: { params } }),
  ),
  modern('initialize without an envelope', 'initialize', {}, { _meta: undefined }),
];
