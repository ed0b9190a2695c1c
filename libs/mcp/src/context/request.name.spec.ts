import { expect, it } from 'vitest';
import { requestName } from './request.name.js';

it.each([
  [{ method: 'tools/call', params: { name: 'find' } }, 'tools/call "find"'],
  [{ method: 'resources/read', params: { uri: 'a:b\n' } }, String.raw`resources/read "a:b\n"`],
  [{ method: 'completion/complete', params: {} }, 'completion/complete'],
])('names %j', (request, name) => {
  expect(requestName(request)).toBe(name);
});

it('repeats no long name', () => {
  const request = { method: 'resources/read', params: { uri: 'a'.repeat(10_000) } };
  expect(requestName(request).length).toBeLessThan(300);
});
