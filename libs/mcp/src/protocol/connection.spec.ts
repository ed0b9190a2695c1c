import { offersOf } from '../../test/offers.fixture.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PLENTY } from '../../test/limits.fixture.js';
import { ChangeFeed } from '../catalog/change.feed.js';
import type { Exchange } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';
import { Connection, type ConnectionInit } from './connection.js';
import { Dispatcher } from './dispatcher.js';
import { META } from './envelope.js';
import { MAX_BATCH } from './json-rpc.js';
import type { Operation } from './operation.js';
import { InitializeOperation } from './operations/initialize.operation.js';
import { ResultEncoder } from './result.encoder.js';
import { ServerIdentity } from './server.identity.js';

const identity = new ServerIdentity({ name: 'orders', version: '1.0.0' }, offersOf());
const both = ['legacy', 'modern'] as const;
const never = () => new Promise(() => undefined);

const operations: Operation[] = [
  new InitializeOperation(identity),
  { method: 'who', eras: both, run: ({ peer, http }) => ({ peer: { ...peer }, http }) },
  { method: 'wait', eras: both, run: stop },
  { method: 'subscriptions/listen', eras: both, run: stop },
  { method: 'talk', eras: both, run: (exchange) => talk(exchange) },
];

let changes: ChangeFeed;
let sent: string[];

beforeEach(() => {
  changes = new ChangeFeed();
  sent = [];
});

function connect(init: Partial<ConnectionInit> = {}, most = PLENTY) {
  const dispatcher = new Dispatcher(operations, new ResultEncoder(identity.info), offersOf());
  return new Connection(
    dispatcher,
    changes,
    {
      transport: 'stdio',
      send: (frame) => void sent.push(frame),
      ...init,
    },
    most,
  );
}

const call = (method: string, params = {}, id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});
const notification = (method: string, params = {}) => ({ jsonrpc: '2.0', method, params });
const initialize = (protocolVersion: string) =>
  call('initialize', {
    protocolVersion,
    capabilities: {},
    clientInfo: { name: 'c', version: '1' },
  });

/** Sends messages one after the other, and returns what came back since. */
async function ask(connection: Connection, ...messages: unknown[]): Promise<unknown[]> {
  sent = [];
  for (const message of messages) {
    connection.receive(message);
    await connection.drained();
  }
  return sent.map((frame) => JSON.parse(frame) as unknown);
}

describe('a connection', () => {
  it('answers a request of the legacy era', async () => {
    expect(await ask(connect(), call('who', {}, 'r'))).toEqual([
      { jsonrpc: '2.0', id: 'r', result: { peer: expect.objectContaining({ era: 'legacy' }) } },
    ]);
  });

  it('remembers what the handshake said', async () => {
    const [, answer] = await ask(connect(), initialize('2025-06-18'), call('who', {}, 2));
    expect(answer).toHaveProperty('result.peer', {
      era: 'legacy',
      protocolVersion: '2025-06-18',
      capabilities: {},
      logLevel: 'debug',
      info: { name: 'c', version: '1' },
    });
  });

  it('serves requests with an envelope beside those without', async () => {
    const connection = connect();
    const _meta = { [META.protocolVersion]: '2026-07-28', [META.clientCapabilities]: {} };
    const eras = await ask(connection, call('who', { _meta }), call('who', {}, 2));
    expect(eras).toMatchObject([
      { result: { peer: { era: 'modern' }, resultType: 'complete' } },
      { result: { peer: { era: 'legacy' } } },
    ]);
  });

  it('refuses an envelope that is wrong, with the id of its request', async () => {
    const _meta = { [META.protocolVersion]: '2026-07-28' };
    expect(await ask(connect(), call('who', { _meta }, 'r'))).toMatchObject([
      { id: 'r', error: { code: -32602 } },
    ]);
  });

  it.each([
    ['no message', { hello: 1 }, null],
    ['null', null, null],
    ['a text', 'ping', null],
    ['another version', { ...call('who'), jsonrpc: '1.0' }, 1],
    ['an id that is none', call('who', {}, {}), null],
  ])('refuses %s', async (_, message, id) => {
    expect(await ask(connect(), message)).toMatchObject([{ id, error: { code: -32600 } }]);
  });

  it('takes responses and unknown notifications without a word', async () => {
    const response = { jsonrpc: '2.0', id: 1, result: {} };
    expect(await ask(connect(), response, notification('notifications/odd'))).toEqual([]);
  });

  it('sends notifications of a request before its answer', async () => {
    expect(await ask(connect(), call('talk'))).toMatchObject([
      { method: 'notifications/message', params: { n: 1 } },
      { method: 'notifications/message', params: { n: 2 } },
      { id: 1, result: {} },
    ]);
  });

  it('answers requests as they are ready, not as they came', async () => {
    const connection = connect();
    connection.receive(call('wait', {}, 'slow'));
    connection.receive(call('who', {}, 'fast'));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toContain('"fast"');
    connection.close('disconnected');
    await connection.drained();
  });

  it('knows the HTTP request of the connection, or of a message that has its own', async () => {
    const http = { headers: { host: 'a' }, request: 1 };
    const own = { headers: { host: 'b' }, request: 2 };
    const connection = connect({ http });
    expect(await ask(connection, call('who'))).toMatchObject([{ result: { http } }]);
    sent = [];
    connection.receive(call('who'), own);
    await connection.drained();
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ result: { http: own } });
  });

  it('refuses what a transport could not read', async () => {
    await connect().refuse(new McpError('PARSE_ERROR', 'Parse error'));
    expect(sent).toEqual([
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}',
    ]);
  });
});

describe('the end of requests', () => {
  it('comes when the client cancels one: no answer', async () => {
    const connection = connect();
    connection.receive(call('wait', {}, 7));
    connection.receive(notification('notifications/cancelled', { requestId: 7 }));
    await connection.drained();
    expect(sent).toEqual([]);
  });

  it('comes when the connection closes', async () => {
    const connection = connect();
    connection.receive(call('wait', {}, 1));
    connection.receive(call('wait', {}, 2));
    connection.close('disconnected');
    await connection.drained();
    expect(sent).toEqual([]);
  });

  it('is told when the server shuts down', async () => {
    const connection = connect();
    connection.receive(call('wait'));
    connection.close('shutdown');
    await connection.drained();
    expect(sent).toEqual([expect.stringContaining('shutting down')]);
  });

  it('comes for listening alone when the client has said its last word', async () => {
    const connection = connect();
    connection.receive(call('subscriptions/listen', {}, 1));
    connection.receive(call('talk', {}, 2));
    connection.endSubscriptions();
    await connection.drained();
    const ids = sent.map((frame) => (JSON.parse(frame) as { id?: number }).id);
    expect(ids.filter((id) => id !== undefined)).toEqual([2]);
  });

  it('is awaited by drained, for requests that came meanwhile too', async () => {
    const connection = connect();
    connection.receive(call('talk', {}, 1));
    const drained = connection.drained();
    connection.receive(call('talk', {}, 2));
    await drained;
    expect(sent.filter((frame) => frame.includes('result'))).toHaveLength(2);
  });

  it('frees the id', async () => {
    const connection = connect();
    connection.receive(call('wait', {}, 7));
    expect(await ask(connect(), call('who', {}, 7))).toHaveLength(1);
    connection.receive(call('who', {}, 7));
    await vi.waitFor(() => expect(sent.at(-1)).toContain('in use by an open request'));
    connection.close('disconnected');
    await connection.drained();
    expect(await ask(connection, call('who', {}, 7))).toMatchObject([{ id: 7, result: {} }]);
  });
});

describe('batches', () => {
  it('are answered in the one revision that has them', async () => {
    const connection = connect();
    const answers = await ask(connection, initialize('2025-03-26'), [
      call('who', {}, 1),
      notification('notifications/odd'),
      { odd: true },
      call('talk', {}, 2),
    ]);
    expect(answers.at(-1)).toMatchObject([
      { id: 1, result: {} },
      { id: null, error: { code: -32600 } },
      { id: 2, result: {} },
    ]);
  });

  it('without requests get no answer', async () => {
    const batch = [notification('notifications/a'), notification('notifications/b')];
    expect(await ask(connect(), initialize('2025-03-26'), batch)).toHaveLength(1);
  });

  it('are not nested', async () => {
    const [, answer] = await ask(connect(), initialize('2025-03-26'), [[call('who')]]);
    expect(answer).toMatchObject([{ id: null, error: { code: -32600 } }]);
  });

  it.each(['2025-11-25', '2025-06-18', '2024-11-05'])('are refused in %s', async (version) => {
    const [, answer] = await ask(connect(), initialize(version), [call('who')]);
    expect(answer).toMatchObject({ id: null, error: { code: -32600 } });
  });

  it('may hold a hundred messages, and no more', async () => {
    const batch = Array.from({ length: MAX_BATCH }, (_, id) => call('who', {}, id));
    const [, answers] = await ask(connect(), initialize('2025-03-26'), batch);
    expect(answers).toHaveLength(MAX_BATCH);
    const [, refused] = await ask(connect(), initialize('2025-03-26'), [...batch, call('who')]);
    expect(refused).toMatchObject({ id: null, error: { code: -32600 } });
  });

  it('are refused when they are empty', async () => {
    const [, answer] = await ask(connect(), initialize('2025-03-26'), []);
    expect(answer).toMatchObject({ error: { code: -32600 } });
  });
});

describe('changes of a list', () => {
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const change = async () => {
    changes.publish({ list: 'tools' });
    await turn();
  };

  it('are told once the client is ready, and once each', async () => {
    const connection = connect();
    await change();
    expect(sent).toEqual([]);
    const ready = notification('notifications/initialized');
    await ask(connection, ready, ready);
    await change();
    expect(sent).toEqual(['{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}']);
  });

  it('are not told after the end', async () => {
    const connection = connect();
    await ask(connection, notification('notifications/initialized'));
    connection.close('disconnected');
    await change();
    expect(sent).toEqual([]);
  });
});

function stop({ signal }: Exchange): Promise<unknown> {
  const aborted = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')));
  });
  return Promise.race([aborted, never()]);
}

async function talk(exchange: Exchange): Promise<object> {
  await exchange.notify('notifications/message', { n: 1 });
  await exchange.notify('notifications/message', { n: 2 });
  return {};
}
