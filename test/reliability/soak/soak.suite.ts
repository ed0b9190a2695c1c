import { afterEach, describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../../support/adapters.js';
import type { Reading } from '../lab/lab.options.js';
import { LabProcess } from '../lab/lab.process.js';
import { report } from '../report/figures.js';
import { amount } from '../settings.js';
import { VISITS } from './visits.js';

const WARM_UPS = 3;
const WAVES = amount(4, 60);
/** Of each kind, in one wave. */
const VISITORS = amount(40, 100);
const AT_ONCE = 20;
/** The heap may grow by this part of it. */
const GROWTH = 0.05;
/** Node keeps the time for `Date` headers in a timer, for as long as a second. */
const NODES_OWN = 1;
const SETTLED = { timeout: 20_000, interval: 100 };

let lab: LabProcess;
afterEach(() => lab.stop());

async function wave(): Promise<void> {
  for (const visit of Object.values(VISITS)) {
    for (let visited = 0; visited < VISITORS; visited += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => visit(lab)));
    }
  }
}

/** What is left once all that was opened is gone. */
async function settled(timers: number): Promise<Reading> {
  await expect
    .poll(() => lab.reading(), SETTLED)
    .toSatisfy(
      (one: Reading) => one.open + one.running + one.sockets === 0 && one.timers <= timers,
      `nothing open, at most ${timers} timers`,
    );
  return lab.reading({ collect: true });
}

describe.each(ADAPTER_NAMES)('%s', (adapter) => {
  it('keeps nothing of clients that are gone', async (context) => {
    const start = performance.now();
    lab = await LabProcess.start({ adapter, idleTimeout: 500, answerTimeout: 500, keepAlive: 100 });
    const { timers } = await lab.reading();
    for (let round = 0; round < WARM_UPS; round++) await wave();
    const base = await settled(timers + NODES_OWN);
    let last = base;
    for (let round = 1; round <= WAVES; round++) {
      await wave();
      last = await settled(timers + NODES_OWN);
      expect(last.descriptors).toBeLessThanOrEqual(base.descriptors);
      expect(last.held, `after wave ${round}`).toBeLessThan(base.held * (1 + GROWTH));
    }
    report(context, {
      suite: `soak, ${adapter}`,
      done: `${WAVES * VISITORS * Object.keys(VISITS).length} visits`,
      seconds: (performance.now() - start) / 1000,
      heap: [base.held, last.held],
      descriptors: [base.descriptors, last.descriptors],
      timers: [base.timers, last.timers],
    });
    expect(last.trouble).toEqual([]);
  });
});
