import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { linesOf } from '../../support/wire/response.lines.js';
import {
  ACCEPT_BOTH,
  LEGACY,
  modernHeaders,
  notification,
  type Headers,
  type Json,
} from '../../support/wire/rpc.messages.js';
import { CAPABILITIES, LabClient } from './lab.client.js';

/** Streamable HTTP of either era: each message is a POST, and its answer may be a stream. */
abstract class HttpClient extends LabClient {
  protected readonly path: string = '/mcp';
  private readonly open = new Map<unknown, ClientRequest>();

  protected async send(message: Json): Promise<void> {
    const request = this.start('POST', this.path, this.headersOf(message), JSON.stringify(message));
    if ('method' in message && 'id' in message) this.open.set(message['id'], request);
    const response = await responseTo(request);
    if (response) await this.read(response);
  }

  protected headersOf(_message: Json): Headers {
    return this.headers;
  }

  protected start(method: string, path: string, headers: Headers, body?: string): ClientRequest {
    const request = http.request(`${this.lab.origin}${path}`, {
      method,
      agent: false,
      headers: { ...ACCEPT_BOTH, 'content-type': 'application/json', ...headers },
    });
    request.on('error', () => undefined);
    request.end(body);
    return request;
  }

  /** Receives what is in an answer, of whichever form, until it ends. */
  protected async read(response: IncomingMessage): Promise<void> {
    const isStream = response.headers['content-type'] === 'text/event-stream';
    for await (const text of isStream ? eventsOf(response) : whole(response)) {
      if (text !== '') this.receive(JSON.parse(text) as Json);
    }
  }

  protected disconnect(id: unknown): void {
    this.open.get(id)?.destroy();
  }

  drop(): void {
    for (const request of this.open.values()) request.destroy();
  }
}

export class ModernHttpClient extends HttpClient {
  readonly era = 'modern';

  protected override headersOf(message: Json): Headers {
    const { uri } = (message['params'] ?? {}) as Json;
    const headers = { ...this.headers, ...modernHeaders(message) };
    return typeof uri === 'string' ? { ...headers, 'mcp-name': uri } : headers;
  }

  /** "Closing the stream cancels the request" (2026-07-28, basic/patterns/cancellation). */
  async cancel(id: unknown): Promise<void> {
    this.disconnect(id);
  }
}

export class StatelessClient extends HttpClient {
  readonly era = 'legacy';
  protected override readonly path = '/stateless';

  protected override get headers(): Headers {
    return { ...super.headers, 'mcp-protocol-version': LEGACY };
  }

  async cancel(id: unknown): Promise<void> {
    this.disconnect(id);
  }
}

/** A 2025-era client in a session, which also listens. */
export class SessionClient extends HttpClient {
  readonly era = 'legacy';
  private session: string | undefined;
  private listening: ClientRequest | undefined;

  async connect(): Promise<this> {
    const body = JSON.stringify(handshake());
    const response = await responseTo(this.start('POST', this.path, super.headers, body));
    this.session = response?.headers['mcp-session-id'] as string | undefined;
    if (response) await this.read(response);
    await this.send(notification('notifications/initialized'));
    return this;
  }

  /** Opens the stream for what belongs to no request. */
  async listen(): Promise<void> {
    this.listening = this.start('GET', this.path, this.headers);
    const response = await responseTo(this.listening);
    if (response) void this.read(response);
  }

  /** Ends the session. */
  async end(): Promise<void> {
    const response = await responseTo(this.start('DELETE', this.path, this.headers));
    response?.resume();
  }

  async cancel(requestId: unknown): Promise<void> {
    await this.notify('notifications/cancelled', { requestId });
  }

  override drop(): void {
    super.drop();
    this.listening?.destroy();
  }

  protected override get headers(): Headers {
    const { session } = this;
    const headers = { ...super.headers, 'mcp-protocol-version': LEGACY };
    return session === undefined ? headers : { ...headers, 'mcp-session-id': session };
  }
}

/** HTTP+SSE: messages are posted, and all answers come on one stream. */
export class SseClient extends HttpClient {
  readonly era = 'legacy';
  protected override path = '';
  private stream: ClientRequest | undefined;

  async connect(): Promise<this> {
    this.stream = this.start('GET', '/mcp/sse', this.headers);
    const response = await responseTo(this.stream);
    if (!response) throw new Error('no stream');
    const events = eventsOf(response);
    const { value } = await events.next();
    this.path = String(value);
    void this.readAll(events);
    await this.request(0, 'initialize', handshake()['params'] as Json);
    await this.notify('notifications/initialized');
    return this;
  }

  async cancel(requestId: unknown): Promise<void> {
    await this.notify('notifications/cancelled', { requestId });
  }

  override drop(): void {
    super.drop();
    this.stream?.destroy();
  }

  private async readAll(events: AsyncIterable<string>): Promise<void> {
    for await (const text of events) this.receive(JSON.parse(text) as Json);
  }

  protected override async read(response: IncomingMessage): Promise<void> {
    if (response.statusCode === 202) response.resume();
    else await super.read(response);
  }
}

export function handshake(protocolVersion: string = LEGACY): Json {
  const clientInfo = { name: 'lab', version: '1.0.0' };
  const params = { protocolVersion, capabilities: CAPABILITIES, clientInfo };
  return { jsonrpc: '2.0', id: 0, method: 'initialize', params };
}

/** The response, or undefined if the connection ends first. */
export async function responseTo(request: ClientRequest): Promise<IncomingMessage | undefined> {
  const [response] = (await Promise.race([
    once(request, 'response').catch(() => []),
    once(request, 'close').catch(() => []),
  ])) as [IncomingMessage?];
  response?.on('error', () => undefined);
  return response;
}

async function* whole(response: IncomingMessage): AsyncGenerator<string> {
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  } catch {
    return;
  }
  yield text;
}

/** The data of each event, until the stream ends or breaks. */
export async function* eventsOf(response: IncomingMessage): AsyncGenerator<string> {
  for await (const line of linesOf(response)) {
    if (line.startsWith('data: ')) yield line.slice('data: '.length);
  }
}
