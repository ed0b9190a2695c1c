import { setTimeout } from 'node:timers/promises';

/** What a server under test tells about itself. */
export interface Reading {
  /** User and system time of the process so far, in microseconds. */
  readonly cpu: number;
  readonly rss: number;
  readonly heapUsed: number;
}

export interface Question {
  readonly ask: 'usage' | 'collected' | 'reference';
}

const COLLECTIONS = 4;

/** Tells the bench that the server listens, and from then on how it does. */
export function announce(port: number): void {
  process.on('message', ({ ask }: Question) => void reply(ask));
  process.once('disconnect', () => process.exit());
  process.send?.({ port });
}

async function reply(ask: Question['ask']): Promise<void> {
  if (ask === 'collected') await collect();
  process.send?.(ask === 'reference' ? reference() : read());
}

function read(): Reading {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpu: user + system, rss, heapUsed };
}

async function collect(): Promise<void> {
  for (let round = 0; round < COLLECTIONS; round++) {
    globalThis.gc?.();
    await setTimeout(20);
  }
}

/** Time for a fixed piece of work: how fast the core is at this moment. In microseconds. */
function reference(): { readonly time: number } {
  const start = process.cpuUsage();
  let text = JSON.stringify({ list: Array.from({ length: 200 }, (_, index) => `item ${index}`) });
  for (let round = 0; round < 600; round++) text = JSON.stringify(JSON.parse(text));
  const { user, system } = process.cpuUsage(start);
  return { time: user + system };
}
