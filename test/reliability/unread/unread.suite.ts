import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { ADAPTER_NAMES, type Adapter } from '../../support/adapters.js';
import type { LabOptions } from '../lab/lab.options.js';
import { LabProcess } from '../lab/lab.process.js';
import { report } from '../report/figures.js';
import { amount, LONG } from '../settings.js';
import { Neighbor } from './neighbor.js';
import { STUCK_ON_STDIO, STUCK_OVER_HTTP, stuckPipe, type Stuck } from './stuck.clients.js';

const MEBIBYTE = 1024 * 1024;
/** For each client: unsent messages up to 1 MiB, twice that as UTF-16, the events of a session as much, and what surrounds them. */
const MOST_HELD = 6 * MEBIBYTE;
/** Turns of the event loop in which a call of a neighbor is answered. */
const MOST_TURNS = 50;
/** Milliseconds of computing in the longest turn of the event loop. */
const LONGEST_TURN = 500;
/** Milliseconds. */
const SETTLED = 60_000;
const CLIENTS = amount(3, 10);
/** The adapters share what writes responses, so that the short form needs no third. */
const ADAPTERS: readonly Adapter[] = LONG ? ADAPTER_NAMES : ['express', 'fastify'];

let lab: LabProcess;
afterEach(() => lab.stop());

type Open = (lab: LabProcess) => Promise<Stuck>;

async function check(options: LabOptions, opens: readonly Open[], context: TestContext) {
  const start = performance.now();
  lab = await LabProcess.start({ ...options, idleTimeout: 1000 });
  const neighbor = new Neighbor(lab);
  const before = await neighbor.look({ collect: true });
  const clients = await Promise.all(opens.map((open) => open(lab)));
  const provoked = Promise.all(clients.map((client) => client.provoke()));
  await neighbor.meanwhile(provoked, SETTLED);
  const during = await neighbor.look({ collect: true });
  for (const client of clients) client.leave();
  await neighbor.until(({ running, sockets }) => running + sockets === 0, SETTLED);
  const each = (during.held - before.held) / clients.length;
  report(context, {
    suite: `unread, ${context.task.suite?.name}: ${context.task.name}`,
    done: `${clients.length} clients, ${(each / MEBIBYTE).toFixed(1)} MiB each`,
    seconds: (performance.now() - start) / 1000,
    heap: [before.held, during.held],
  });
  expect(each).toBeLessThan(MOST_HELD);
  expect(neighbor.turns).toBeLessThan(MOST_TURNS);
  expect(neighbor.stall).toBeLessThan(LONGEST_TURN);
  expect(during.trouble).toEqual([]);
}

const several = (open: Open) => Array.from({ length: CLIENTS }, () => open);

describe.each(ADAPTERS)('%s', (adapter) => {
  it.for(Object.keys(STUCK_OVER_HTTP))('%s', async (name, context) => {
    await check({ adapter }, several(STUCK_OVER_HTTP[name]!), context);
  });
});

describe('stdio', () => {
  it.for(Object.keys(STUCK_ON_STDIO))('%s', async (name, context) => {
    await check({ adapter: 'express' }, several(STUCK_ON_STDIO[name]!), context);
  });

  it('all that a process writes to stdout', async (context) => {
    await check({ adapter: 'express', stdio: true }, [stuckPipe], context);
  });
});
