import { describe, expect, it } from 'vitest';
import { describeAlternatives, describeProblems } from './schema.alternatives.js';

const problem = (path: string, message = 'is required') => ({ path, message });

describe('describeAlternatives', () => {
  it('names the problems of each', () => {
    const text = describeAlternatives([[problem('a'), problem('b')], [problem('c')]]);
    expect(text).toBe('(2) c: is required (1) a: is required; b: is required');
  });

  it('begins with those that fit but for little, and ends with those of another type', () => {
    const text = describeAlternatives([
      [problem('', 'expected string, received object')],
      [problem('kind', 'must be "a"'), problem('n')],
      [problem('s')],
    ]);
    expect(text).toMatch(/^\(3\) .*\(2\) .*\(1\) expected string/);
  });

  it('leaves out what is too much to read', () => {
    const many = Array.from({ length: 9 }, () => [problem('x'.repeat(5000))]);
    const text = describeAlternatives(many);
    expect(text).toMatch(/ and 4 more$/);
    expect(text.length).toBeLessThan(2000);
  });
});

describe('describeProblems', () => {
  it('says the same once, and not more than is of use', () => {
    expect(describeProblems([problem('a'), problem('a'), problem('b')])).toBe(
      'a: is required; b: is required',
    );
    const many = Array.from({ length: 50 }, (_, index) => problem(`p${index}`));
    expect(describeProblems(many)).toMatch(/p7: is required; …$/);
  });
});
