import { openSession } from '../load/client.js';
import { openStreams } from '../load/idle.streams.js';
import { ServerProcess, type ServerSpec } from '../load/server.process.js';
import { load } from '../load/wrk.js';
import type { Reading } from '../servers/agent.js';
import { ECHO, shape } from '../workload/requests.js';
import { median } from './statistics.js';

interface Held extends ServerSpec {
  /** FastMCP sends no headers before the first event, so that nobody knows when a stream is open. */
  readonly streams?: boolean;
}

const SERVERS: Readonly<Record<string, Held>> = {
  'express nest-mcp': { server: 'nest-mcp', mode: 'express,sessions' },
  'fastify nest-mcp': { server: 'nest-mcp', mode: 'fastify,sessions' },
  'sdk v1': { server: 'sdk-v1', mode: 'stateful' },
  'express rekog': { server: 'rekog', mode: 'express-stateful' },
  fastmcp: { server: 'fastmcp', mode: 'stateful', streams: false },
};

/** KiB for each, after collecting garbage. */
export interface MemoryRow {
  readonly name: string;
  readonly sessionHeap: number;
  readonly sessionRss: number;
  readonly streamHeap: number;
  readonly streamRss: number;
}

/** Calls while many sessions and streams are open and idle. */
export interface CrowdRow {
  readonly sessions: number;
  readonly streams: number;
  /** Calls per second before, and with them. */
  readonly alone: number;
  readonly crowded: number;
  /** MiB with them. */
  readonly rss: number;
}

const QUICK = ['express nest-mcp', 'fastify nest-mcp'];
const UNKNOWN = { heap: Number.NaN, rss: Number.NaN };
const AT_ONCE = 50;
const WARM_UP_SESSIONS = 200;

/** What one idle session and one idle stream hold. */
export async function measureMemory(count: number, quick: boolean): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = [];
  for (const [name, spec] of Object.entries(SERVERS)) {
    if (!quick || QUICK.includes(name)) rows.push(await measureOne(name, spec, count));
  }
  return rows;
}

async function measureOne(name: string, spec: Held, count: number): Promise<MemoryRow> {
  const server = await ServerProcess.start(spec);
  try {
    const url = `http://127.0.0.1:${server.port}/mcp`;
    const first = await openSessions(url, WARM_UP_SESSIONS);
    const streaming = spec.streams !== false;
    if (streaming) (await openStreams(url, first))();
    const empty = await server.collected();
    const sessions = await openSessions(url, count);
    const withSessions = await server.collected();
    const close = streaming ? await openStreams(url, sessions) : undefined;
    const withStreams = await server.collected();
    close?.();
    process.stderr.write(`memory of ${name}\n`);
    const perSession = each(empty, withSessions, count);
    const perStream = streaming ? each(withSessions, withStreams, count) : UNKNOWN;
    return {
      name,
      sessionHeap: perSession.heap,
      sessionRss: perSession.rss,
      streamHeap: perStream.heap,
      streamRss: perStream.rss,
    };
  } finally {
    await server.stop();
  }
}

/** Rates with and without a crowd of idle clients, in turn on two servers. */
export async function measureCrowd(
  sessions: number,
  streams: number,
  rounds: number,
): Promise<CrowdRow> {
  const spec = { server: 'nest-mcp', mode: 'fastify,sessions' };
  const [alone, crowded] = [await ServerProcess.start(spec), await ServerProcess.start(spec)];
  try {
    const url = `http://127.0.0.1:${crowded.port}/mcp`;
    const opened = await openSessions(url, sessions);
    const close = await openStreams(url, opened.slice(0, streams));
    const rates = { alone: [] as number[], crowded: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      const pair = { alone: await rateOf(alone), crowded: await rateOf(crowded) };
      // The first round is the warm-up.
      if (round === 0) continue;
      rates.alone.push(pair.alone);
      rates.crowded.push(pair.crowded);
    }
    const { rss } = await crowded.collected();
    close();
    return {
      sessions,
      streams,
      alone: median(rates.alone),
      crowded: median(rates.crowded),
      rss: rss / 1024 ** 2,
    };
  } finally {
    await Promise.all([alone.stop(), crowded.stop()]);
  }
}

async function rateOf({ port }: ServerProcess): Promise<number> {
  const session = await openSession(`http://127.0.0.1:${port}/mcp`);
  const request = shape(ECHO, 'session', session);
  const options = { port, path: '/mcp', shape: request, connections: 32, seconds: 2 };
  const { requests, duration } = await load(options);
  return requests / duration;
}

async function openSessions(url: string, count: number): Promise<string[]> {
  const sessions: string[] = [];
  // FastMCP takes a second for each.
  while (sessions.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - sessions.length) });
    sessions.push(...(await Promise.all(some.map(() => openSession(url)))));
  }
  return sessions;
}

function each(before: Reading, after: Reading, count: number) {
  return {
    heap: (after.heapUsed - before.heapUsed) / count / 1024,
    rss: (after.rss - before.rss) / count / 1024,
  };
}
