import { LOG_LEVEL_META_KEY } from '@modelcontextprotocol/client';
import { expect } from 'vitest';
import { LASTING_LEGACY_CHANNELS, LEGACY_CHANNELS, MODERN_CHANNELS } from '../support/channels.js';
import type { TestClient } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];
const MESSAGE = 'notifications/message';

const levels = ({ inbox }: TestClient) => inbox.all(MESSAGE).map(({ params }) => params?.['level']);
const logLevel = (level: string) => ({ _meta: { [LOG_LEVEL_META_KEY]: level } });

verifies('logging.default', LEGACY_CHANNELS, async (client) => {
  await client.call('shout');
  expect(levels(client)).toEqual(LEVELS);
});

verifies('logging.set-level', LASTING_LEGACY_CHANNELS, async (client) => {
  await client.setLevel('error');
  await client.call('shout');
  expect(levels(client)).toEqual(['error', 'critical', 'alert', 'emergency']);
  await client.setLevel('emergency');
  await client.call('shout');
  expect(levels(client).slice(4)).toEqual(['emergency']);
});

verifies('logging.own-level', LASTING_LEGACY_CHANNELS, async (client, channel) => {
  const other = await channel.open();
  await client.setLevel('alert');
  await other.call('shout');
  expect(levels(other)).toEqual(LEVELS);
  expect(levels(client)).toEqual([]);
});

verifies('logging.invalid-level', LEGACY_CHANNELS, async (client) => {
  await expect(client.setLevel('loud' as never)).rejects.toMatchObject({ code: -32602 });
});

verifies('logging.per-request', MODERN_CHANNELS, async (client) => {
  await client.call('shout', {}, logLevel('warning'));
  expect(levels(client)).toEqual(LEVELS.slice(3));
  await client.call('shout', {}, logLevel('emergency'));
  expect(levels(client).slice(5)).toEqual(['emergency']);
});

verifies('logging.silent', MODERN_CHANNELS, async (client) => {
  await client.call('shout');
  expect(levels(client)).toEqual([]);
});

verifies('logging.invalid-request-level', MODERN_CHANNELS, async (client) => {
  await expect(client.call('shout', {}, logLevel('loud'))).rejects.toMatchObject({ code: -32602 });
});

verifies('logging.payload', LEGACY_CHANNELS, async (client) => {
  await client.call('shout');
  const [debug, info] = client.inbox.all(MESSAGE);
  expect(debug?.params).toMatchObject({ level: 'debug', data: { level: 'debug' } });
  expect(info?.params).toMatchObject({ level: 'info', data: 'info', logger: 'shouter' });
});
