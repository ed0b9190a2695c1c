import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { exchange } from './exchange.js';
import { drafts, entryOf, type Draft } from './generated/requests.js';
import { RULES, toCase } from './generated/rules.js';
import { serveOurOffers } from './offers/ours.js';
import { createTheirOffers } from './offers/theirs.js';
import { serveSdk, type Subject } from './subjects.js';

/** The same requests in each run: a failure is one of the change, and not of luck. */
const RUNS = { seed: 20_260_728, numRuns: 800 };

let sdk: Subject;
beforeAll(async () => {
  sdk = await serveSdk(createTheirOffers);
});
afterAll(() => sdk.close());

describe.each(ADAPTER_NAMES)('any request to ours on %s and to the SDK', (adapter) => {
  let ours: Subject;
  beforeAll(async () => {
    ours = await serveOurOffers(adapter);
  });
  afterAll(() => ours.close());

  it('gets the same answer, or one that a rule explains', async () => {
    const used = new Set<string>();
    const check = async (draft: Draft) => {
      const entry = entryOf(draft);
      const [our, their] = await Promise.all([ours, sdk].map(({ url }) => exchange(url, entry)));
      if (isDeepStrictEqual(our, their)) return;
      const rule = RULES.find(({ explains }) => explains(toCase(entry, our!, their!)));
      if (rule) used.add(rule.reason);
      else expect(our, entry.body).toEqual(their);
    };
    await fc.assert(fc.asyncProperty(drafts, check), RUNS);
    expect(RULES.map(({ reason }) => reason).filter((reason) => !used.has(reason))).toEqual([]);
  });
});
