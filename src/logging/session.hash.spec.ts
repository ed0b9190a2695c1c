import { expect, it } from 'vitest';

import { hashSession } from './session.hash.js';

it('names a session the same each time, without giving it away', () => {
  const session = '0b9bb4f7-6d1a-4a27-a0e4-8c3d9d0f5e11';
  expect(hashSession(session)).toMatch(/^[\da-f]{12}$/);
  expect(hashSession(session)).toBe(hashSession(session));
  expect(hashSession(session)).not.toBe(hashSession(`${session}2`));
});
