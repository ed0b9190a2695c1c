import { expect } from 'vitest';
import { CHANNELS } from '../support/channels.js';
import { jsonOf, textOf } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

const PASSWORD = { _meta: { 'example.com/password': 'sesame' } };

verifies('nest.guards', CHANNELS, async (client) => {
  const shut = await client.call('guarded', { door: 3 });
  expect(shut.isError).toBe(true);
  expect(textOf(shut)).toBe('EnhancedTools#guarded keeps door 3 shut');
  expect(textOf(await client.call('guarded', { door: 3 }, PASSWORD))).toBe('door 3 is open');

  const never = await client.call('never_allowed');
  expect(never.isError).toBe(true);
  expect(textOf(never)).toBe('Forbidden resource');
});

verifies('nest.pipes', CHANNELS, async (client, { era }) => {
  const args = { word: 'hello', other: 'untouched' };
  expect(jsonOf(await client.call('piped', args))).toEqual({
    word: 'HELLO',
    all: args,
    era,
    isContext: true,
  });
});

verifies('nest.interceptors', CHANNELS, async (client) => {
  expect(textOf(await client.call('intercepted'))).toBe('mcp(inside)');
});

verifies('nest.filters', CHANNELS, async (client) => {
  const result = await client.call('filtered', { tool: 'teapot' });
  expect(textOf(result)).toBe('teapot: no tea left, says the filter');
  expect(result).not.toHaveProperty('isError');
});
