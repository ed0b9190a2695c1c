import { join } from 'node:path';
import { StdioProcess } from '../load/stdio.process.js';
import { median, spread } from './statistics.js';

const SERVERS = join(import.meta.dirname, '..', 'servers', 'stdio');

/** Programs by the name that they have in `budget.json`. */
export const STDIO_SERVERS = {
  'node, no library': 'bare-node',
  'sdk v2': 'sdk-v2',
  'sdk v1': 'sdk-v1',
  'nest-mcp': 'nest-mcp',
  'nest-mcp bundled': 'bundled/nest-mcp',
  rekog: 'rekog',
  fastmcp: 'fastmcp',
} as const;

export interface StdioRow {
  readonly name: string;
  /** Milliseconds from spawn to the answer to `initialize`. */
  readonly start: number;
  readonly startSpread: number;
  /** Calls per second, each sent after the answer to the one before. */
  readonly rate: number;
  readonly rateSpread: number;
}

const WARM_UP_CALLS = 1000;

/** Starts each server again and again, in turn, and lets it answer calls for a while. */
export async function measureStdio(rounds: number, seconds: number): Promise<StdioRow[]> {
  const names = Object.keys(STDIO_SERVERS) as (keyof typeof STDIO_SERVERS)[];
  const starts = names.map((): number[] => []);
  const rates = names.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, name] of names.entries()) {
      const one = await measureOnce(join(SERVERS, `${STDIO_SERVERS[name]}.js`), seconds);
      starts[index]?.push(one.start);
      rates[index]?.push(one.rate);
    }
    process.stderr.write(`stdio round ${round + 1} of ${rounds}\n`);
  }
  return names.map((name, index) => ({
    name,
    start: median(starts[index] ?? []),
    startSpread: spread(starts[index] ?? []),
    rate: median(rates[index] ?? []),
    rateSpread: spread(rates[index] ?? []),
  }));
}

async function measureOnce(file: string, seconds: number) {
  const server = new StdioProcess(file);
  try {
    await server.initialize();
    const start = server.age;
    for (let call = 0; call < WARM_UP_CALLS; call++) await server.echo(`warm-up ${call}`);
    const begin = performance.now();
    const end = begin + seconds * 1000;
    let calls = 0;
    while (performance.now() < end) await server.echo(`call ${++calls}`);
    return { start, rate: (calls * 1000) / (performance.now() - begin) };
  } finally {
    await server.stop();
  }
}
