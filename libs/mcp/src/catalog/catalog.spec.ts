import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../context/change.js';
import { Catalog, type CatalogEntry } from './catalog.js';
import { ChangeFeed } from './change.feed.js';

class Notes extends Catalog<CatalogEntry> {
  constructor(changes: ChangeFeed) {
    super(changes, 'prompts', 'note');
  }
}

const note = (key: string, origin = `Notes#${key}`): CatalogEntry => ({
  key,
  origin,
  definition: { legacy: { old: key }, modern: { name: key } },
});

let notes: Notes;
let heard: Change[];
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(async () => {
  const changes = new ChangeFeed();
  notes = new Notes(changes);
  for (const key of ['c', 'a', 'b']) notes.add(note(key));
  await turn();
  heard = [];
  changes.subscribe((change) => void heard.push(change));
});

describe('a catalogue', () => {
  it('keeps the order in which entries were added', () => {
    expect(notes.keys()).toEqual(['c', 'a', 'b']);
    expect([...notes].map(({ key }) => key)).toEqual(['c', 'a', 'b']);
    expect(notes.size).toBe(3);
  });

  it('refuses a key that is taken, and names both origins', () => {
    expect(() => notes.add(note('a', 'Others#a'))).toThrow(
      expect.objectContaining({
        code: 'DUPLICATE_NAME',
        message: "Two notes are named 'a': Notes#a and Others#a. Give one of them another name.",
      }),
    );
    expect(notes.find('a')?.origin).toBe('Notes#a');
  });

  it('hides what is disabled, but keeps its key and its place', () => {
    expect(notes.setEnabled('a', false)).toBe(true);
    expect(notes.find('a')).toBeUndefined();
    expect([...notes].map(({ key }) => key)).toEqual(['c', 'b']);
    expect(() => notes.add(note('a'))).toThrow('Two notes');
    notes.setEnabled('a', true);
    expect([...notes].map(({ key }) => key)).toEqual(['c', 'a', 'b']);
  });

  it.each(['constructor', '__proto__', 'A', ''])('has no entry %o by itself', (key) => {
    expect(notes.find(key)).toBeUndefined();
    expect(notes.remove(key)).toBe(false);
    expect(notes.setEnabled(key, false)).toBe(false);
  });
});

describe('pages', () => {
  it('have the definitions of the era', () => {
    expect(notes.page('legacy', 0, 2)).toEqual({
      definitions: [{ old: 'c' }, { old: 'a' }],
      last: 2,
    });
    expect(notes.page('modern', 2, 2)).toEqual({ definitions: [{ name: 'b' }], last: undefined });
  });

  it('go on behind an entry that is gone', () => {
    const { last } = notes.page('modern', 0, 2);
    notes.remove('a');
    expect(notes.page('modern', last!, 2).definitions).toEqual([{ name: 'b' }]);
  });

  it('never show an entry of before again, though it was added again', () => {
    const { last } = notes.page('modern', 0, 3);
    expect(last).toBeUndefined();
    notes.remove('c');
    notes.add(note('c'));
    expect(notes.page('modern', 3, 3).definitions).toEqual([{ name: 'c' }]);
  });

  it('end exactly where the list does', () => {
    expect(notes.page('modern', 0, 3).last).toBeUndefined();
    expect(notes.page('modern', 99, 3)).toEqual({ definitions: [], last: undefined });
  });
});

describe('a change', () => {
  it.each<[string, () => unknown]>([
    ['an addition', () => notes.add(note('d'))],
    ['a removal', () => notes.remove('a')],
    ['hiding', () => notes.setEnabled('a', false)],
  ])('is told and counted: %s', async (_, change) => {
    const { version } = notes;
    change();
    await turn();
    expect(heard).toEqual([{ list: 'prompts' }]);
    expect(notes.version).toBe(version + 1);
  });

  it.each<[string, () => unknown]>([
    ['removing what is not there', () => notes.remove('x')],
    ['enabling what is enabled', () => notes.setEnabled('a', true)],
    [
      'a refused addition',
      vi.fn(() => {
        try {
          notes.add(note('a'));
        } catch {
          // The point is what happens to the list.
        }
      }),
    ],
  ])('is not: %s', async (_, nothing) => {
    const { version } = notes;
    nothing();
    await turn();
    expect(heard).toEqual([]);
    expect(notes.version).toBe(version);
  });
});
