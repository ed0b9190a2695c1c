import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { RequestShape } from '../workload/requests.js';
import { LOAD_CORE, pinned } from './cores.js';

const run = promisify(execFile);

/** Ids have as many digits from the first to the last, so that each request is as long. */
const FIRST_ID = 100_000_000;

/** @throws Error where wrk is missing */
export async function requireWrk(): Promise<void> {
  // It prints its version and fails all the same.
  await run('wrk', ['-v']).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      throw new Error('the bench needs wrk: install the package "wrk" of your system');
    }
  });
}

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly shape: RequestShape;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  /** Seconds. */
  readonly duration: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes. */
  readonly received: number;
}

/**
 * Sends requests as fast as they are answered, each with an id of its own.
 *
 * @throws Error if any was not answered with success
 */
export function load(options: Load): Promise<LoadResult> {
  return withScript(options, async (command, args) => read((await run(command, args)).stdout));
}

/** Sends requests for some time, and counts nothing. wrk itself knows whole seconds only. */
export async function rouse(options: Load, milliseconds: number): Promise<void> {
  await withScript(options, async (command, args) => {
    const wrk = spawn(command, args, { stdio: 'ignore' });
    await setTimeout(milliseconds);
    wrk.kill('SIGKILL');
    await once(wrk, 'exit');
  });
}

async function withScript<T>(
  options: Load,
  use: (command: string, args: string[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nest-mcp-wrk-'));
  try {
    const script = join(folder, 'load.lua');
    await writeFile(script, scriptOf(options));
    const { connections, seconds, port, path } = options;
    const wrk = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script];
    return await use(...pinned(LOAD_CORE, 'wrk', [...wrk, `http://127.0.0.1:${port}${path}`]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function scriptOf({ port, path, shape }: Load): string {
  const [before, after] = shape.body;
  const length = Buffer.byteLength(before + FIRST_ID + after);
  const headers = { Host: `127.0.0.1:${port}`, ...shape.headers, 'Content-Length': length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`POST ${path} HTTP/1.1`, ...lines, '', ''].join('\\r\\n');
  return `
local id = ${FIRST_ID}
local before, after = "${head}" .. [==[${before}]==], [==[${after}]==]
function request()
  id = id + 1
  return before .. id .. after
end
function done(summary, latency)
  local e = summary.errors
  print(string.format(
    'RESULT {"requests":%d,"micros":%d,"bytes":%d,"failed":%d,"p50":%f,"p99":%f}',
    summary.requests, summary.duration, summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end
`;
}

function read(output: string): LoadResult {
  const [, json = '{}'] = /^RESULT (.*)$/m.exec(output) ?? [];
  const { requests, micros, bytes, failed, p50, p99 } = JSON.parse(json) as Record<string, number>;
  if (!requests || failed !== 0) throw new Error(`wrk counted failures:\n${output}`);
  return {
    requests,
    duration: (micros ?? 0) / 1e6,
    p50: (p50 ?? 0) / 1000,
    p99: (p99 ?? 0) / 1000,
    received: bytes ?? 0,
  };
}
