import { expect } from 'vitest';
import { CHANNELS } from '../support/channels.js';
import { allTools, jsonOf, textOf, toolNames } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

verifies('registry.add', CHANNELS, async (client, { era }) => {
  await client.call('add_tool', { name: 'fresh' });
  const added = (await allTools(client)).at(-1);
  expect(added).toMatchObject({ name: 'fresh', description: 'Added at run time' });
  expect(textOf(await client.call('fresh', { n: 7 }))).toBe(`fresh got 7 in the ${era} era`);

  const twice = await client.call('add_tool', { name: 'fresh' });
  expect(twice.isError).toBe(true);

  expect(jsonOf(await client.call('remove_tool', { name: 'fresh' }))).toBe(true);
  expect(jsonOf(await client.call('remove_tool', { name: 'fresh' }))).toBe(false);
  expect(await toolNames(client)).not.toContain('fresh');
  await expect(client.call('fresh', { n: 7 })).rejects.toMatchObject({ code: -32602 });
});

verifies('registry.disable', CHANNELS, async (client) => {
  const before = await toolNames(client);
  await client.call('disable_tool', { name: 'add' });
  expect(await toolNames(client)).toEqual(before.filter((name) => name !== 'add'));
  await expect(client.call('add', { a: 1, b: 2 })).rejects.toMatchObject({ code: -32602 });
  expect(jsonOf(await client.call('registered'))).toContain('add');

  await client.call('enable_tool', { name: 'add' });
  expect(await toolNames(client)).toEqual(before);
  expect((await client.call('add', { a: 1, b: 2 })).structuredContent).toEqual({ sum: 3 });
});
