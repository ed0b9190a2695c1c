import { expect } from 'vitest';
import { IDENTITY } from '../fixtures/fixture.module.js';
import {
  CHANNELS,
  channelsWith,
  LEGACY_CHANNELS,
  MODERN_CHANNELS,
  PROCESSES,
} from '../support/channels.js';
import { jsonOf } from '../support/clients/test.client.js';
import { MODERN } from '../support/clients/v2.client.js';
import { verifies } from '../support/verifies.js';

const FREE_TO_CHOOSE = channelsWith({ client: 'v2 legacy' });
const OLD_CLIENTS = channelsWith({ client: 'v1.10' });

verifies('lifecycle.same-version', FREE_TO_CHOOSE, async (_, channel) => {
  for (const version of ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05']) {
    const client = await channel.open({ client: { supportedProtocolVersions: [version] } });
    const caller = jsonOf(await client.call('whoami'));
    expect(caller).toMatchObject({ era: 'legacy', protocolVersion: version });
  }
});

verifies('lifecycle.other-version', FREE_TO_CHOOSE, async (_, channel) => {
  const supportedProtocolVersions = ['1999-12-31', '2025-11-25'];
  const client = await channel.open({ client: { supportedProtocolVersions } });
  const caller = jsonOf(await client.call('whoami'));
  expect(caller).toMatchObject({ protocolVersion: '2025-11-25' });
});

verifies('versioning.envelope', MODERN_CHANNELS, async (client) => {
  expect(jsonOf(await client.call('whoami'))).toMatchObject({
    era: 'modern',
    protocolVersion: MODERN,
    client: { name: expect.any(String) as string, version: expect.any(String) as string },
  });
});

verifies('lifecycle.old-clients', OLD_CLIENTS, async (client, { lasting }) => {
  const { protocolVersion } = jsonOf(await client.call('whoami'));
  // Clients of that time send no MCP-Protocol-Version: without a session nobody knows better.
  expect(protocolVersion).toBe(lasting ? '2024-11-05' : '2025-03-26');
});

verifies('lifecycle.identity', [...CHANNELS, ...PROCESSES], async (client, { client: sdk }) => {
  const { instructions, ...info } = IDENTITY;
  const { name, version } = info;
  expect(client.instructions).toBe(instructions);
  expect(client.serverInfo).toEqual(sdk === 'v1.10' ? { ...info, name, version } : info);
});

verifies('lifecycle.capabilities', CHANNELS, async (client, { lasting, era }) => {
  // A 2025-era client without a session can't be told of changes.
  const tools = lasting || era === 'modern' ? { listChanged: true } : {};
  expect(client.capabilities).toEqual({ tools, logging: {} });
});

verifies('ping.empty', LEGACY_CHANNELS, async (client) => {
  expect(await client.ping()).toEqual({});
});

verifies('context.caller', CHANNELS, async (client, { transport, lasting, era }) => {
  const caller = jsonOf(await client.call('whoami'));
  expect(caller).toMatchObject({ transport, era });
  const hasSession = lasting && (transport === 'streamable-http' || transport === 'sse');
  expect('sessionId' in caller).toBe(hasSession);
});

verifies('context.client-info', channelsWith({ lasting: true }), async (client) => {
  const { client: info } = jsonOf(await client.call('whoami'));
  expect(info).toMatchObject({ name: expect.stringMatching(/client|testing/) as string });
});
