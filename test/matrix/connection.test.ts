import { expect } from 'vitest';
import {
  CLIENT_CAPABILITIES_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SUBSCRIPTION_ID_META_KEY,
} from '@modelcontextprotocol/client';
import { LineTransport } from '../support/clients/line.transport.js';
import { RawConnection } from '../support/clients/raw.connection.js';
import { fixtureApp } from '../support/fixture.servers.js';
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
