import { modernHeaders, type Json } from '../../support/wire/rpc.messages.js';
import type { Framing, HttpFault } from './faults.js';
import { isObject } from './ledger.js';
import type { RawRequest } from './raw.exchange.js';

const PIECE = 7;
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

export interface HttpDraft {
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly faults: readonly HttpFault[];
}

/** The bytes of a request, with all that is wrong with it. */
export function httpRequest({
  path,
  headers,
  body,
  faults,
}: HttpDraft): RawRequest & { verb: string } {
  const verb = faults.find((one) => one.kind === 'verb')?.verb ?? 'POST';
  const target = faults.find((one) => one.kind === 'path')?.path ?? path;
  const framing = faults.find((one) => one.kind === 'framing')?.framing;
  const sent = BODILESS.has(verb) ? Buffer.alloc(0) : body;
  const lines = [...withFaults(headers, faults), ...lengthOf(sent, framing)];
  const head = [
    `${verb} ${target} HTTP/1.1`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ];
  const bytes = Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), framed(sent, framing)]);
  const ends = framing === 'too short' || framing === 'broken chunks';
  return {
    verb,
    head: verb === 'HEAD',
    ends,
    pieces: framing === 'pieces' ? pieces(bytes) : [bytes],
  };
}

function withFaults(headers: HttpDraft['headers'], faults: readonly HttpFault[]) {
  let all = [...headers];
  for (const fault of faults) {
    if (fault.kind !== 'header') continue;
    const { name, value, twice } = fault;
    if (!twice) all = all.filter(([known]) => known !== name);
    if (value !== undefined) all.push([name, value]);
  }
  return all;
}

function lengthOf({ length }: Buffer, framing: Framing | undefined): [string, string][] {
  const chunked: [string, string] = ['transfer-encoding', 'chunked'];
  const known = (bytes: number): [string, string] => ['content-length', String(bytes)];
  switch (framing) {
    case 'chunked':
    case 'broken chunks':
      return [chunked];
    case 'both':
      return [chunked, known(length)];
    case 'none':
      return [];
    case 'too short':
      return [known(length + 10)];
    case 'too long':
      return [known(Math.max(0, length - 5))];
    case 'pieces':
    case undefined:
      return [known(length)];
    default:
      return framing satisfies never;
  }
}

function framed(body: Buffer, framing: Framing | undefined): Buffer {
  if (framing === 'broken chunks') return Buffer.concat([Buffer.from('zz\r\n'), body]);
  if (framing !== 'chunked' && framing !== 'both') return body;
  const chunks = pieces(body, 1000).map((piece) =>
    Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
  );
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

/** A few bytes at a time first, so that every boundary is met, then the rest. */
function pieces(bytes: Buffer, size = PIECE): Buffer[] {
  const most = size === PIECE ? 40 : Number.MAX_SAFE_INTEGER;
  const all: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = all.length < most ? at + size : bytes.length;
    all.push(bytes.subarray(at, end));
    at = end;
  }
  return all;
}

const BASIC: readonly (readonly [string, string])[] = [
  ['host', 'localhost'],
  ['connection', 'close'],
  ['accept', 'application/json, text/event-stream'],
  ['content-type', 'application/json'],
];

/** The headers that a client would send with a message. */
export function headersFor(message: unknown, session: Json): HttpDraft['headers'] {
  const { method, params } = isObject(message) ? message : {};
  const isModern =
    isObject(params) && isObject(params['_meta']) && PROTOCOL_VERSION in params['_meta'];
  if (!isModern || typeof method !== 'string')
    return [...BASIC, ...(Object.entries(session) as [string, string][])];
  const { uri } = params;
  const headers = Object.entries(modernHeaders({ method, params }));
  return [...BASIC, ...headers, ...(typeof uri === 'string' ? ([['mcp-name', uri]] as const) : [])];
}

const PROTOCOL_VERSION = 'io.modelcontextprotocol/protocolVersion';
