import { getHeapStatistics } from 'node:v8';

const GIBIBYTE = 1024 ** 3;

/** Close to the end, but early enough that a probe still gets an answer. */
const SHARE_OF_MEMORY = 0.9;

/** Beyond these the process is not well. Provide another instance to change them. */
export class HealthLimits {
  /** Milliseconds by which the event loop may lag, in 99 of 100 turns. */
  readonly eventLoopDelayMs: number = 1_000;
  /** Bytes of JavaScript objects: V8 ends the process at its limit. */
  readonly heapBytes: number = SHARE_OF_MEMORY * getHeapStatistics().heap_size_limit;
  /** Bytes of the whole process: a container is ended at its limit. */
  readonly rssBytes: number = SHARE_OF_MEMORY * (containerMemory() ?? 4 * GIBIBYTE);
}

function containerMemory(): number | undefined {
  const bytes = process.constrainedMemory();
  // Without a limit Node gives zero or a number beyond any machine's memory.
  return bytes > 0 && bytes < Number.MAX_SAFE_INTEGER ? bytes : undefined;
}
