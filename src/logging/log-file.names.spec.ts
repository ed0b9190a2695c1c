import { describe, expect, it } from 'vitest';

import { LogFileNames } from './log-file.names.js';

describe('LogFileNames', () => {
  it.each([
    ['logs/app.log', 'logs/app.7.log'],
    ['/var/log/desk.json', '/var/log/desk.7.json'],
    ['app', 'app.7'],
    ['.log', '.log.7'],
    ['a.b.log', 'a.b.7.log'],
  ])('numbers %s', (path, numbered) => {
    expect(new LogFileNames(path).of(7)).toBe(numbered);
  });

  it('finds its own files only, the oldest first', () => {
    const files = [
      'app.10.log',
      'app.9.log',
      'app.log',
      'app.x.log',
      'app.01.log',
      'app.1e3.log',
      'app.99999999999999999999.log',
      'other.20260101.log',
      'app.3.log.gz',
      'app.8.2.log',
    ];
    expect(new LogFileNames('app.log').numbersIn(files)).toEqual([9, 10]);
  });
});
