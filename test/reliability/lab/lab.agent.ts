import { readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { McpHealthIndicator, serverToken } from 'nest-mcp';
import { STATELESS } from './lab.module.js';
import type { Answer, LabPorts, Question, Reading } from './lab.options.js';
import { Running } from './running.js';
import type { Trouble } from './trouble.js';
import { TurnMeter } from './turn.meter.js';

/** What one collection frees others refer to no more, and some of it is freed in later turns. */
const COLLECTIONS = 4;

/** The end of the control channel in the process of the server. */
export class LabAgent {
  private readonly meter: TurnMeter;

  constructor(
    private readonly app: INestApplication,
    private readonly trouble: Trouble,
    private readonly timers: () => number,
  ) {
    this.meter = new TurnMeter(app.getHttpServer() as Server);
  }

  /** Says where the server listens, and from then on how it is. */
  announce(ports: LabPorts): void {
    process.on('message', (question: Question) => void this.reply(question));
    process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
    process.send?.(ports);
  }

  private async reply({ id, collect }: Question): Promise<void> {
    const pace = this.meter.take();
    if (collect) await collectGarbage();
    process.send?.({ id, reading: { ...pace, ...this.read() } } satisfies Answer);
    if (collect) this.meter.take();
  }

  private read(): Omit<Reading, 'turns' | 'stall'> {
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    const resources = process.getActiveResourcesInfo();
    return {
      held: heapUsed + arrayBuffers,
      descriptors: readdirSync('/proc/self/fd').length,
      timers: this.timers(),
      sockets: resources.filter((name) => name === 'TCPSocketWrap').length,
      open:
        this.openOf(McpHealthIndicator) + this.openOf(serverToken(McpHealthIndicator, STATELESS)),
      running: this.app.get(Running, { strict: false }).count,
      trouble: this.trouble.found,
    };
  }

  private openOf(token: ReturnType<typeof serverToken<McpHealthIndicator>>): number {
    const indicator = this.app.get<McpHealthIndicator>(token, { strict: false });
    return Number(indicator.connections('it').it['open']);
  }
}

async function collectGarbage(): Promise<void> {
  for (let round = 0; round < COLLECTIONS; round++) {
    globalThis.gc?.();
    await setTimeout(20);
  }
}
