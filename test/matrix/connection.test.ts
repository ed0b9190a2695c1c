import { expect } from 'vitest';
import {
  CLIENT_CAPABILITIES_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SERVER_INFO_META_KEY,
  SUBSCRIPTION_ID_META_KEY,
} from '@modelcontextprotocol/client';
import { McpRegistry } from 'nest-mcp';
import { IDENTITY } from '../fixtures/fixture.module.js';
import { LineTransport } from '../support/clients/line.transport.js';
import { RawConnection } from '../support/clients/raw.connection.js';
import { fixtureApp } from '../support/fixture.servers.js';
import { TIMEOUT } from '../support/timeout.js';
import { verifies } from '../support/verifies.js';

const CHANGED = 'notifications/tools/list_changed';
const ENVELOPE = { [PROTOCOL_VERSION_META_KEY]: '2026-07-28', [CLIENT_CAPABILITIES_META_KEY]: {} };
const INITIALIZE = {
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'raw', version: '0' },
  },
};

const open = async () => RawConnection.over(new LineTransport(await fixtureApp()));

const call = (name: string, tool: string, _meta?: object) => ({
  method: 'tools/call',
  params: { name, arguments: { name: tool }, ...(_meta && { _meta }) },
});

verifies('lifecycle.initialized', async () => {
  const lines = await open();
  await lines.request({ id: 1, ...INITIALIZE });
  lines.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 9 } });
  await lines.request({ id: 2, ...call('add_tool', 'early') });
  await lines.request({ id: 3, method: 'ping' });
  expect(lines.received.map(({ id, method }) => method ?? id)).toEqual([1, 2, 3]);

  lines.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  await lines.request({ id: 4, ...call('remove_tool', 'early') });
  await lines.until(CHANGED);
});

verifies('listen.acknowledged', async () => {
  const lines = await open();
  const listen = (id: number, notifications: object) =>
    lines.send({
      jsonrpc: '2.0',
      id,
      method: 'subscriptions/listen',
      params: { notifications, _meta: ENVELOPE },
    });
  listen(7, { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: false });
  await lines.request({ id: 8, ...call('add_tool', 'noted', ENVELOPE) });
  await lines.until(CHANGED);
  await lines.request({ id: 9, ...call('remove_tool', 'noted', ENVELOPE) });

  const pushed = lines.received.filter(({ method }) => method !== undefined);
  const _meta = { [SUBSCRIPTION_ID_META_KEY]: 7 };
  expect(pushed[0]).toEqual({
    jsonrpc: '2.0',
    method: 'notifications/subscriptions/acknowledged',
    params: { notifications: { toolsListChanged: true }, _meta },
  });
  expect(pushed[1]).toEqual({ jsonrpc: '2.0', method: CHANGED, params: { _meta } });
});

verifies('listen.end-of-input', async () => {
  // Whoever waits for open requests first runs into the time-out of the test.
  const transport = new LineTransport(await fixtureApp(), 2 * TIMEOUT);
  const lines = await RawConnection.over(transport);
  const params = { notifications: { toolsListChanged: true }, _meta: ENVELOPE };
  lines.send({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params });
  await lines.until('notifications/subscriptions/acknowledged');
  await transport.close();
  expect(lines.received).toHaveLength(1);
});

verifies('changes.coalesced', async () => {
  const lines = await open();
  const params = { notifications: { toolsListChanged: true }, _meta: ENVELOPE };
  lines.send({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params });
  await lines.until('notifications/subscriptions/acknowledged');
  const registry = (await fixtureApp()).get(McpRegistry);
  const names = ['one', 'two', 'three'];
  for (const name of names) registry.addTool({ name }, () => name);
  for (const name of names) registry.removeTool(name);
  await lines.until(CHANGED);
  await lines.request({ id: 2, ...call('whoami', '', ENVELOPE) });
  expect(lines.received.map(({ id, method }) => method ?? id)).toEqual([
    'notifications/subscriptions/acknowledged',
    CHANGED,
    2,
  ]);
});

verifies('discover.result', async () => {
  const lines = await open();
  await lines.request({ id: 1, method: 'server/discover', params: { _meta: ENVELOPE } });
  const { instructions, ...serverInfo } = IDENTITY;
  expect(lines.received).toEqual([
    {
      jsonrpc: '2.0',
      id: 1,
      result: {
        resultType: 'complete',
        supportedVersions: ['2026-07-28'],
        capabilities: { tools: { listChanged: true }, logging: {} },
        instructions,
        ttlMs: 0,
        cacheScope: 'private',
        _meta: { [SERVER_INFO_META_KEY]: serverInfo },
      },
    },
  ]);
});
