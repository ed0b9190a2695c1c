import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/serve.js';
import { BAD_REQUESTS } from './corpus/bad.requests.js';
import { LEGACY_REQUESTS } from './corpus/legacy.requests.js';
import { MODERN_LADDER } from './corpus/modern.ladder.js';
import { MODERN_REQUESTS } from './corpus/modern.requests.js';
import { exchange, type Entry } from './exchange.js';
import { INTENDED } from './intended.differences.js';
import { serveOurs, serveSdk, type Subject } from './subjects.js';

const CORPUS: readonly Entry[] = [
  ...MODERN_REQUESTS,
  ...MODERN_LADDER,
  ...BAD_REQUESTS,
  ...LEGACY_REQUESTS,
];
const entryNamed = (wanted: string) => CORPUS.find(({ name }) => name === wanted)!;
const differing = INTENDED.flatMap(({ entries }) => entries);
const same = CORPUS.filter(({ name }) => !differing.includes(name));
const different = INTENDED.flatMap((difference) =>
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

  const both = (entry: Entry) => Promise.all([exchange(ours.url, entry), exchange(sdk.url, entry)]);

  it.each(same)('give the same answer to $name', async (entry) => {
    const [our, their] = await both(entry);
    expect(our).toEqual(their);
  });

  it.each(different)('differ for $name: $reason', async ({ name, ours: expected }) => {
    const [our, their] = await both(entryNamed(name));
    expect(our).not.toEqual(their);
    expect(our).toEqual(expected(their));
  });
});

describe('the corpus', () => {
  const names = CORPUS.map(({ name }) => name);
  const twice = (all: readonly string[]) => all.filter((name, index) => all.indexOf(name) < index);

  it('has a name of its own for each entry', () => {
    expect(twice(names)).toEqual([]);
  });

  it('has each intended difference, once', () => {
    expect(twice(differing)).toEqual([]);
    expect(differing.filter((name) => !names.includes(name))).toEqual([]);
  });
});
