import { IncomingMessage, ServerResponse, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import type { RawHttp } from '../src/transports/http/raw.http.js';

export interface RequestInit {
  readonly headers?: IncomingHttpHeaders;
  readonly url?: string;
  /** What middleware has parsed. */
  readonly parsedBody?: unknown;
  /** What arrives, piece by piece. */
  readonly chunks?: readonly (string | Uint8Array)[];
}

/** A request without a socket: headers and a body, which is all that our code reads. */
export function incomingOf({ headers = {}, chunks = [] }: RequestInit = {}): IncomingMessage {
  const body = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  return Object.assign(body, { headers }) as unknown as IncomingMessage;
}

/** Node's own response, whose socket is a stream in memory. */
export function responseOf() {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const socket = new PassThrough();
  response.assignSocket(socket as unknown as Socket);
  response.useChunkedEncodingByDefault = false;
  return { response, socket, sent: () => readWritten(socket) };
}

/** What was written since the last call. Node hands writes to the socket at the end of a tick. */
async function readWritten(socket: PassThrough): Promise<string> {
  await new Promise((resolve) => {
    process.nextTick(resolve);
  });
  return (socket.read() as Buffer | null)?.toString('utf8') ?? '';
}

/** A request and its response. */
export function rawHttp(
  init: RequestInit = {},
): RawHttp & Omit<ReturnType<typeof responseOf>, 'response'> {
  const incoming = incomingOf(init);
  const { url = '/mcp', parsedBody } = init;
  const { headers } = incoming;
  return { incoming, headers, url, parsedBody, request: incoming, ...responseOf() };
}

/** Status, headers and body of a whole answer. */
export function parseAnswer(text: string) {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const [first, ...lines] = head.split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { status: Number(first?.split(' ')[1]), headers, body };
}
