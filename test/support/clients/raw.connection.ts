import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import { Condition } from '../condition.js';
import type { Received } from '../inbox.js';

interface Request {
  readonly id: string | number;
  readonly method: string;
  readonly params?: object;
}

/** Speaks to a server without a client, so that a test decides on each message. */
export class RawConnection {
  readonly received: Received[] = [];
  private readonly arrival = new Condition();

  private constructor(private readonly transport: Transport) {
    transport.onmessage = (message) => {
      this.received.push(message);
      this.arrival.changed();
    };
  }

  /** Opens a connection until the test ends. */
  static async over(transport: Transport): Promise<RawConnection> {
    const connection = new RawConnection(transport);
    await transport.start();
    onTestFinished(() => transport.close());
    return connection;
  }

  /** Sends anything, be it a message or not. */
  send(value: unknown): void {
    void this.transport.send(value as JSONRPCMessage);
  }

  /** Resolves when the answer is there, and with it all that was sent before it. */
  async request(message: Request): Promise<void> {
    this.send({ jsonrpc: '2.0', ...message });
    await this.arrival.until(() => this.received.some(({ id }) => id === message.id));
  }

  async until(method: string): Promise<void> {
    await this.arrival.until(() => this.received.some((one) => one.method === method));
  }
}
