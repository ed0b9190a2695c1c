import * as fc from 'fast-check';

/** Damage to the bytes of a message. */
export type ByteFault =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'suffix'; readonly text: string };

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

/** Bytes that are no UTF-8: stray, overlong, a surrogate, too high; and some that are, but no JSON. */
const ODD_BYTES = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0],
  [0x0a],
  [0x7f],
];

export const byteFaults: fc.Arbitrary<ByteFault> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fraction }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fraction,
    bytes: fc.constantFrom(...ODD_BYTES),
  }),
  fc.record({
    kind: fc.constant('prefix' as const),
    text: fc.constantFrom('\ufeff', ' ', '\r\n', '{"id":"before",', '}', '//', '{}\n'),
  }),
  fc.record({
    kind: fc.constant('suffix' as const),
    text: fc.constantFrom(' ', '\r', '\n', '}', ',', '\u0000', '{}', 'null'),
  }),
);

export function damage(text: string, fault: ByteFault | undefined): Buffer {
  const bytes = Buffer.from(text);
  if (!fault) return bytes;
  if (fault.kind === 'prefix') {
    // A member before all others, or something before the message.
    const rest = fault.text.endsWith(',') ? text.slice(1) : text;
    return Buffer.from(fault.text + rest);
  }
  if (fault.kind === 'suffix') return Buffer.from(text + fault.text);
  const at = Math.trunc(fault.at * bytes.length);
  if (fault.kind === 'cut') return bytes.subarray(0, at);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(fault.bytes), bytes.subarray(at)]);
}

/** How the bytes of a body are announced and sent. */
export type Framing =
  'pieces' | 'chunked' | 'broken chunks' | 'too short' | 'too long' | 'none' | 'both';

/** What is wrong with an HTTP request around its body. */
export type HttpFault =
  | {
      readonly kind: 'header';
      readonly name: string;
      readonly value: string | undefined;
      readonly twice: boolean;
    }
  | { readonly kind: 'verb'; readonly verb: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'framing'; readonly framing: Framing };

const HEADERS = [
  'accept',
  'content-type',
  'mcp-protocol-version',
  'mcp-session-id',
  'mcp-method',
  'mcp-name',
  'authorization',
  'host',
  'origin',
  'content-encoding',
  'last-event-id',
  'expect',
  'mcp-param-text',
  'forwarded',
  'cookie',
];

const VALUES = [
  undefined,
  '',
  '*/*',
  'application/json',
  'text/event-stream',
  'application/json;q=0, text/event-stream',
  'application/json; charset=utf-16',
  'gzip',
  'null',
  'evil.example',
  'localhost:99999',
  '2024-11-05',
  '2025-03-26',
  '2026-07-28',
  '1.0.0',
  '__proto__',
  'tools/call',
  '=?base64?!!?=',
  '=?base64?ZWNobw==?=',
  '\u00ff\u00fe',
  '1:1',
  'standalone:1',
  'request-1:1',
  'x'.repeat(4000),
];

const PATHS = [
  '/mcp/',
  '/mcp//',
  '/MCP',
  '/mcp?sessionId=x',
  '/mcp/sse',
  '/mcp/messages',
  '/mcp/messages?sessionId=',
  '/mcp/messages?sessionId=__proto__',
  '/mcp/%2e%2e/mcp',
  '/mcp/%ff',
  '/',
  '//evil.example/mcp',
  'http://evil.example/mcp',
  'http://evil.example:99999/mcp/sse',
];

export const httpFaults: fc.Arbitrary<HttpFault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('header' as const),
      name: fc.constantFrom(...HEADERS),
      value: fc.constantFrom(...VALUES),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('verb' as const),
      verb: fc.constantFrom('GET', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('path' as const), path: fc.constantFrom(...PATHS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('framing' as const),
      framing: fc.constantFrom<Framing>(
        'pieces',
        'chunked',
        'broken chunks',
        'too short',
        'too long',
        'none',
        'both',
      ),
    }),
  },
);

/** Whether a request means the same as without the fault. */
export function isHarmless(fault: HttpFault): boolean {
  return fault.kind === 'framing' && (fault.framing === 'pieces' || fault.framing === 'chunked');
}
