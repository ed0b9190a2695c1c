import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { linesOf } from './response.lines.js';
import { ACCEPT_BOTH, type Headers, type Json } from './rpc.messages.js';

export interface WireEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly comment?: string;
}

export interface Opening {
  readonly method?: string;
  readonly headers?: Headers;
  readonly body?: unknown;
}

/** One HTTP exchange whose answer is read event by event, as it arrives. */
export class EventReader {
  private readonly lines: AsyncIterator<string>;

  private constructor(
    private readonly request: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    this.lines = linesOf(response);
  }

  static async open(
    url: string,
    { method, headers = {}, body }: Opening = {},
  ): Promise<EventReader> {
    const request = http.request(url, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      agent: false,
      headers: { ...ACCEPT_BOTH, 'content-type': 'application/json', ...headers },
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const reader = new EventReader(request, response);
    onTestFinished(() => reader.disconnect());
    return reader;
  }

  get status(): number | undefined {
    return this.response.statusCode;
  }

  get headers(): http.IncomingHttpHeaders {
    return this.response.headers;
  }

  /** The next event or comment; undefined at the end of the stream. */
  async next(): Promise<WireEvent | undefined> {
    const fields: Record<string, string> = {};
    for (;;) {
      const { done, value: line } = await this.lines.next();
      if (done) return undefined;
      if (line === '') return fields;
      const colon = line.indexOf(':');
      fields[line.slice(0, colon) || 'comment'] = line.slice(colon + 1).trim();
    }
  }

  /** The next JSON-RPC message, after events that only tell their id; undefined at the end. */
  async message(): Promise<Json | undefined> {
    let event = await this.next();
    while (event?.data === '') event = await this.next();
    return event && (JSON.parse(event.data ?? 'null') as Json);
  }

  /** All messages until the server ends the stream. */
  async rest(): Promise<Json[]> {
    const all: Json[] = [];
    for (let one = await this.message(); one; one = await this.message()) all.push(one);
    return all;
  }

  disconnect(): void {
    this.request.destroy();
  }
}
