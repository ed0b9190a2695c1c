import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADAPTER_NAMES, type Adapter } from '../support/adapters.js';
import { exchange, type Entry } from './exchange.js';
import type { Difference } from './intended.differences.js';
import type { Subject } from './subjects.js';

export interface Comparison {
  readonly corpus: readonly Entry[];
  readonly intended: readonly Difference[];
  readonly serveOurs: (adapter: Adapter) => Promise<Subject>;
  readonly serveSdk: () => Promise<Subject>;
}

const twice = (all: readonly string[]) => all.filter((name, index) => all.indexOf(name) < index);

/** Sends each request of a corpus to ours and to the SDK's, and compares what comes back. */
export function compare({ corpus, intended, serveOurs, serveSdk }: Comparison): void {
  const names = corpus.map(({ name }) => name);
  const differing = intended.flatMap(({ entries }) => entries);
  const same = corpus.filter(({ name }) => !differing.includes(name));
  const different = intended.flatMap((difference) =>
    difference.entries.map((name) => ({ ...difference, name })),
  );

  let sdk: Subject;
  beforeAll(async () => {
    sdk = await serveSdk();
  });
  afterAll(() => sdk.close());

  describe.each(ADAPTER_NAMES)('our endpoint on %s and the endpoint of the SDK', (adapter) => {
    let ours: Subject;
    beforeAll(async () => {
      ours = await serveOurs(adapter);
    });
    afterAll(() => ours.close());

    const both = (entry: Entry) =>
      Promise.all([exchange(ours.url, entry), exchange(sdk.url, entry)]);

    it.each(same)('give the same answer to $name', async (entry) => {
      const [our, their] = await both(entry);
      expect(our).toEqual(their);
    });

    it.each(different)('differ for $name: $reason', async ({ name, ours: expected }) => {
      const [our, their] = await both(corpus.find((entry) => entry.name === name)!);
      expect(our).not.toEqual(their);
      expect(our).toEqual(expected(their));
    });
  });

  describe('the corpus', () => {
    it('has a name of its own for each entry', () => {
      expect(twice(names)).toEqual([]);
    });

    it('has each intended difference, once', () => {
      expect(twice(differing)).toEqual([]);
      expect(differing.filter((name) => !names.includes(name))).toEqual([]);
    });
  });
}
