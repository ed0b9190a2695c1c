import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ADAPTER_NAMES, type Adapter } from '../../support/adapters.js';
import { LabProcess } from '../lab/lab.process.js';
import { report } from '../report/figures.js';
import { amount, PATH, SEED } from '../settings.js';
import { speakHttp, type HttpSurface } from './http.driver.js';
import { speakLines } from './line.driver.js';
import { legacyMessages, modernMessages } from './messages.js';
import { plansOf, type Plan } from './plan.js';
import { Witnesses } from './witnesses.js';

const RUNS = amount(300, 10_000);
/** Milliseconds, which end the search for a smaller failure too. */
const LONGEST = amount(60_000, 3_600_000);

const mixed = fc.oneof(legacyMessages, modernMessages);

interface Surface {
  readonly plans: fc.Arbitrary<Plan>;
  readonly speak: (lab: LabProcess, plan: Plan) => Promise<string[]>;
}

const overHttp = (surface: HttpSurface, plans: fc.Arbitrary<Plan>): Surface => ({
  plans,
  speak: (lab, plan) => speakHttp(lab, surface, plan),
});

const OVER_HTTP: Readonly<Record<string, Surface>> = {
  'Streamable HTTP with a session': overHttp('session', plansOf(legacyMessages, true)),
  'Streamable HTTP without a session': overHttp('stateless', plansOf(mixed, false)),
  'Streamable HTTP of 2026-07-28': overHttp('modern', plansOf(modernMessages, false)),
  'HTTP+SSE': overHttp('sse', plansOf(mixed, true)),
};

const ON_STDIO: Surface = { plans: plansOf(mixed, true), speak: speakLines };

describe.each(ADAPTER_NAMES)('%s', (adapter) => {
  const check = checkOn(adapter);

  it.for(Object.keys(OVER_HTTP))('%s bears any conversation', async (name, context) => {
    await check(OVER_HTTP[name]!, `${adapter}: ${name}`, context);
  });
});

describe('without an adapter', () => {
  const check = checkOn('express');

  it('stdio bears any conversation', async (context) => {
    await check(ON_STDIO, 'stdio', context);
  });
});

/** Starts a server for all tests of a block. @returns how one of them speaks to it */
function checkOn(adapter: Adapter) {
  let lab: LabProcess;
  let witnesses: Witnesses;
  beforeAll(async () => {
    lab = await LabProcess.start({ adapter, answerTimeout: 300 });
    witnesses = await Witnesses.of(lab);
  });
  afterAll(async () => {
    witnesses.close();
    await lab.stop();
  });

  return async ({ plans, speak }: Surface, about: string, context: TestContext): Promise<void> => {
    const start = performance.now();
    let conversations = 0;
    const property = fc.asyncProperty(plans, async (plan) => {
      conversations++;
      expect([...(await speak(lab, plan)), ...(await witnesses.report())]).toEqual([]);
    });
    const where = PATH === undefined ? {} : { path: PATH };
    const settings = { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: LONGEST, ...where };
    try {
      await fc.assert(property, settings);
    } finally {
      report(context, {
        suite: `fuzz, ${about}`,
        done: `${conversations} conversations`,
        seconds: (performance.now() - start) / 1000,
        seed: SEED,
      });
    }
  };
}
