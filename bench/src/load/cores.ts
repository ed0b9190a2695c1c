import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The load and the server get a core each, so that neither takes the other's time. */
export const LOAD_CORE = 0;
export const SERVER_CORE = 1;

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;

/** A command that runs on one core only, where the system can do that. */
export function pinned(core: number, command: string, args: string[]): [string, string[]] {
  return canPin ? ['taskset', ['-c', String(core), command, ...args]] : [command, args];
}
