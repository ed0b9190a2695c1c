import { Condition } from './condition.js';

/** A JSON-RPC message, as it reached a client. */
export interface Received {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
}

interface Connected {
  readonly transport?: { onmessage?: ((...message: never[]) => void) | undefined } | undefined;
}

/** All messages that reached a client since it is connected, before its SDK takes any out. */
export class Inbox {
  readonly messages: Received[] = [];
  private readonly arrival = new Condition();

  constructor(client: Connected) {
    const { transport } = client;
    const deliver = transport?.onmessage as ((...message: unknown[]) => void) | undefined;
    if (!transport || !deliver) throw new Error('the client is not connected');
    transport.onmessage = (...message: unknown[]) => {
      this.messages.push(message[0] as Received);
      deliver(...message);
      this.arrival.changed();
    };
  }

  /** All notifications of that method that arrived so far. */
  all(method: string): Received[] {
    return this.messages.filter((one) => one.method === method);
  }

  /** Resolves as soon as `count` of them have arrived. */
  async next(method: string, count = 1): Promise<Received[]> {
    await this.arrival.until(() => this.all(method).length >= count);
    return this.all(method);
  }
}
