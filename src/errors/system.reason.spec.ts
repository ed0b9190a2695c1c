import { describe, expect, it } from 'vitest';

import { codeOf, systemReason } from './system.reason.js';

const withCode = (code: unknown) => Object.assign(new Error('open failed'), { code });

describe('systemReason', () => {
  it.each([
    [withCode('EACCES'), 'permission is missing'],
    [withCode('ENOENT'), 'there is no such file'],
    [withCode('EODD'), 'open failed'],
    [withCode(13), 'open failed'],
    [new Error('no code'), 'no code'],
    ['only text', 'only text'],
  ])('explains %s', (error, reason) => {
    expect(systemReason(error)).toBe(reason);
  });
});

describe('codeOf', () => {
  it('finds the code of system errors only', () => {
    expect(codeOf(withCode('EACCES'))).toBe('EACCES');
    expect(codeOf(withCode(13))).toBeUndefined();
    expect(codeOf({ code: 'EACCES' })).toBeUndefined();
  });
});
