import { PassThrough } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { serveStdio } from 'nest-mcp';

/** A client's end of the stdio transport, with the server in this process instead of another. */
export class LineTransport implements Transport {
  onmessage?: (message: JSONRPCMessage) => void;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  private readonly input = new PassThrough();
  private served: Promise<void> | undefined;

  constructor(
    private readonly app: INestApplicationContext,
    /** Milliseconds that open requests get after the end. */
    private readonly drain = 0,
  ) {}

  async start(): Promise<void> {
    const output = async (line: string) => {
      this.onmessage?.(JSON.parse(line) as JSONRPCMessage);
    };
    const { app, input, drain } = this;
    this.served = serveStdio(app, { input, output, drain });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.input.write(`${JSON.stringify(message)}\n`);
  }

  /** Resolves when the server has noticed, too. */
  async close(): Promise<void> {
    this.input.end();
    await this.served;
    this.onclose?.();
  }
}
