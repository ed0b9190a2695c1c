import { describe, expect, it } from 'vitest';
import { collectIssues, describeIssues, MAX_ISSUES } from './schema.issues.js';
import type { SchemaIssue } from './schema.types.js';

function issues(count: number): SchemaIssue[] {
  return Array.from({ length: count }, (_, i) => ({ path: `items[${i}]`, message: 'is wrong' }));
}

describe('describeIssues', () => {
  it('has a line for each issue, in the order in which they came', () => {
    const text = describeIssues([
      { path: 'quantity', message: 'expected number, received string' },
      { path: 'items[2].sku', message: 'is required' },
    ]);
    expect(text).toBe('- quantity: expected number, received string\n- items[2].sku: is required');
  });

  it('says the same for the same issues', () => {
    expect(describeIssues(issues(30))).toBe(describeIssues(issues(30)));
  });

  it('leaves the path out for the root', () => {
    expect(describeIssues([{ path: '', message: 'expected object, received null' }])).toBe(
      '- expected object, received null',
    );
  });

  it('is empty for no issues', () => {
    expect(describeIssues([])).toBe('');
  });

  it('keeps a message of several lines on one, so that the list stays a list', () => {
    const message = 'must be...\n  ◦ a string\r\n  ◦ at least length 4';
    expect(describeIssues([{ path: 'a', message }])).toBe(
      '- a: must be... ◦ a string ◦ at least length 4',
    );
  });

  it('shows twenty issues in full', () => {
    const lines = describeIssues(issues(20)).split('\n');
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toBe('- items[19]: is wrong');
  });

  it('counts the issues that it leaves out', () => {
    const lines = describeIssues(issues(23)).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('... and 3 more');
  });

  it('does not claim an exact count where the issues were capped', () => {
    expect(describeIssues(issues(MAX_ISSUES))).toMatch(/\n\.\.\. and at least 80 more$/);
  });
});

describe('collectIssues', () => {
  it('keeps the order and takes what is given', () => {
    const found = collectIssues(['b', 'a'], (path) => ({ path, message: `about ${path}` }));
    expect(found).toEqual([
      { path: 'b', message: 'about b' },
      { path: 'a', message: 'about a' },
    ]);
  });

  it('stops at the cap, without reading on', () => {
    let read = 0;
    function* endless(): Generator<string> {
      for (;;) yield `key${(read += 1)}`;
    }
    const found = collectIssues(endless(), (path) => ({ path, message: 'is wrong' }));
    expect(found).toHaveLength(MAX_ISSUES);
    expect(read).toBe(MAX_ISSUES + 1);
  });

  it('clips texts that quote a huge key', () => {
    const huge = 'k'.repeat(1_000_000);
    const [issue] = collectIssues([huge], (key) => ({ path: key, message: `unknown ${key}` }));
    expect(issue?.path).toHaveLength(1001);
    expect(issue?.message).toHaveLength(1001);
    expect(issue?.message.endsWith('k…')).toBe(true);
  });
});
