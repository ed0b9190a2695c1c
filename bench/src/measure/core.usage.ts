import { readFile } from 'node:fs/promises';
import { SERVER_CORE } from '../load/cores.js';

const TICK = 10_000;

/** Microseconds that a core has worked since it started, for anybody; undefined where nobody tells. */
export async function coreBusy(): Promise<number | undefined> {
  const stat = await readFile('/proc/stat', 'utf8').catch(() => '');
  const line = stat.split('\n').find((one) => one.startsWith(`cpu${SERVER_CORE} `));
  if (line === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .split(' ')
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK;
}
