import net, { type Socket } from 'node:net';
import { once } from 'node:events';
import type { Era } from 'nest-mcp';
import type { Json } from '../../support/wire/rpc.messages.js';
import type { LabProcess } from '../lab/lab.process.js';
import { handshake } from './http.clients.js';
import { LabClient, type Identity } from './lab.client.js';

/** A client of stdio: one message a line. */
export class LineClient extends LabClient {
  private socket: Socket | undefined;
  private rest = '';

  constructor(
    readonly era: Era,
    lab: LabProcess,
    identity: Identity,
  ) {
    super(lab, identity);
  }

  async connect(): Promise<this> {
    this.socket = net.connect(this.lab.ports.lines, '127.0.0.1');
    this.socket.on('error', () => undefined);
    this.socket.setEncoding('utf8').on('data', (chunk: unknown) => this.take(String(chunk)));
    await once(this.socket, 'connect');
    if (this.era === 'modern') return this;
    await this.request(0, 'initialize', handshake()['params'] as Json);
    await this.notify('notifications/initialized');
    return this;
  }

  async cancel(requestId: unknown): Promise<void> {
    await this.notify('notifications/cancelled', { requestId });
  }

  drop(): void {
    this.socket?.destroy();
  }

  protected async send(message: Json): Promise<void> {
    this.socket?.write(`${JSON.stringify(message)}\n`);
  }

  private take(chunk: string): void {
    const lines = `${this.rest}${chunk}`.split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.receive(JSON.parse(line) as Json);
  }
}
