import { describe, expect, it } from 'vitest';

import { findNearest } from './nearest.finder.js';

const FLAGS = ['--port', '--host', '--log-level', '--log-levels', '--timeout', '--name'];

describe('findNearest', () => {
  it.each([
    ['--prot', '--port'],
    ['--PORT', '--port'],
    ['--loglevel', '--log-level'],
    ['--log-levles', '--log-levels'],
    ['--nmae', '--name'],
    ['--time-out', '--timeout'],
  ])('suggests for %s %s', (word, nearest) => {
    expect(findNearest(word, FLAGS)).toBe(nearest);
  });

  it.each(['--colour', '-x', ''])('has no suggestion for "%s"', (word) => {
    expect(findNearest(word, FLAGS)).toBeUndefined();
  });

  it('has no suggestion among none', () => {
    expect(findNearest('--port', [])).toBeUndefined();
  });
});
