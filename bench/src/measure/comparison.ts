import { openSession } from '../load/client.js';
import { ServerProcess } from '../load/server.process.js';
import { shape } from '../workload/requests.js';
import { median, spread } from './statistics.js';
import type { Target } from './target.js';
import { verify } from './verifier.js';
import { measure, type Running, type Window } from './window.js';

/** How long a comparison takes. */
export interface Effort {
  /** 0 only starts the servers and verifies their answers. */
  readonly rounds: number;
  /** Seconds of load in each round. */
  readonly seconds: number;
  /** Seconds of load before the first round. */
  readonly warmUp: number;
}

/** Medians over the rounds of one row. */
export interface Row {
  readonly name: string;
  /** Calls per second. */
  readonly rate: number;
  readonly rateSpread: number;
  /** Microseconds of the server's CPU per call, as if its core had always been as fast. */
  readonly cpu: number;
  readonly cpuSpread: number;
  /** Milliseconds. */
  readonly p99: number;
  /** MiB after the last round. */
  readonly rss: number;
  /** Bytes of one answer, headers included. */
  readonly bytes: number;
  readonly rates: readonly number[];
}

/** Measures all targets in turn, again and again, so that a slow moment hits all of them. */
export async function compare(targets: readonly Target[], effort: Effort): Promise<Row[]> {
  const servers: ServerProcess[] = [];
  try {
    const running: Running[] = [];
    for (const target of targets) running.push(await prepare(target, servers));
    if (effort.rounds === 0) return [];
    for (const one of running) await measure(one, effort.warmUp);
    const windows = running.map((): Window[] => []);
    for (let round = 0; round < effort.rounds; round++) {
      for (const [index, one] of running.entries()) {
        windows[index]?.push(await measure(one, effort.seconds));
      }
      process.stderr.write(`round ${round + 1} of ${effort.rounds}\n`);
    }
    return summarise(running, windows);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Each row has a process of its own: one kind of request must not change how V8 optimises another. */
async function prepare(target: Target, servers: ServerProcess[]): Promise<Running> {
  const server = await ServerProcess.start(target);
  servers.push(server);
  const url = `http://127.0.0.1:${server.port}${target.path ?? '/mcp'}`;
  const session = target.style === 'session' ? await openSession(url) : undefined;
  const request = shape(target.call, target.style, session);
  await verify(url, target, request);
  return { target, process: server, shape: request };
}

function summarise(running: readonly Running[], windows: readonly Window[][]): Row[] {
  const usual = median(windows.flat().map(({ reference }) => reference));
  return running.map(({ target }, index) => {
    const mine = windows[index] ?? [];
    const rates = mine.map(({ rate }) => rate);
    const cpus = mine.map(({ cpu, reference }) => (cpu * usual) / reference);
    return {
      name: target.name,
      rate: median(rates),
      rateSpread: spread(rates),
      cpu: median(cpus),
      cpuSpread: spread(cpus),
      p99: median(mine.map(({ p99 }) => p99)),
      rss: (mine.at(-1)?.rss ?? 0) / 1024 ** 2,
      bytes: median(mine.map(({ received, requests }) => received / requests)),
      rates,
    };
  });
}
