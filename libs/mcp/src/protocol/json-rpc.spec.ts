import {
  isJSONRPCErrorResponse,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
} from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import {
  errorFrame,
  isObject,
  isRequestId,
  notificationFrame,
  readMessage,
  resultFrame,
  salvageId,
  type RpcMessage,
} from './json-rpc.js';

/** What the SDK takes a value for. */
function kindBySdk(value: unknown): RpcMessage['kind'] | undefined {
  if (isJSONRPCRequest(value)) return 'request';
  if (isJSONRPCNotification(value)) return 'notification';
  return isJSONRPCResultResponse(value) || isJSONRPCErrorResponse(value) ? 'response' : undefined;
}

const jsonrpc = '2.0';
const request = { jsonrpc, id: 1, method: 'ping' };
const error = { code: -32000, message: 'no' };

const VALUES: unknown[] = [
  // Not even objects
  undefined,
  null,
  true,
  0,
  '',
  'ping',
  [],
  [request],
  // Requests
  request,
  ...['a', '', 0, -1, 1.0, Number.MAX_SAFE_INTEGER].map((id) => ({ ...request, id })),
  ...[null, 1.5, Number.NaN, Infinity, 2 ** 53, true, {}, [1]].map((id) => ({ ...request, id })),
  { ...request, id: undefined },
  // Their version and method
  ...['1.0', 2, '2', null, undefined].map((version) => ({ ...request, jsonrpc: version })),
  ...['', 'x/y', 7, null, undefined, {}].map((method) => ({ ...request, method })),
  { id: 1, method: 'ping' },
  // Their parameters
  ...[{}, { a: 1 }, [], [1], null, 'a', 7].map((params) => ({ ...request, params })),
  { ...request, params: undefined },
  ...[{}, null, [], 'a', 7].map((_meta) => ({ ...request, params: { _meta } })),
  { ...request, params: { _meta: undefined } },
  ...['t', 0, 1, 1.5, null, {}].map((progressToken) => ({
    ...request,
    params: { _meta: { progressToken } },
  })),
  { ...request, params: { _meta: { progressToken: undefined, other: [] } } },
  // Members that do not belong there
  { ...request, extra: 1 },
  { ...request, result: {} },
  { ...request, error },
  { ...request, toString: 1 },
  // Notifications
  { jsonrpc, method: 'notifications/initialized' },
  { jsonrpc, method: 'notifications/cancelled', params: { requestId: 1 } },
  { jsonrpc, method: 'x', params: [] },
  { jsonrpc, method: 'x', params: { _meta: { progressToken: {} } } },
  { jsonrpc, method: 'x', extra: 1 },
  { jsonrpc, method: 7 },
  // Responses
  { jsonrpc, id: 1, result: {} },
  { jsonrpc, id: 'a', result: { a: 1 } },
  ...[null, [], 'x', 7, undefined].map((result) => ({ jsonrpc, id: 1, result })),
  { jsonrpc, id: null, result: {} },
  { jsonrpc, result: {} },
  { jsonrpc, id: 1, result: {}, extra: 1 },
  { jsonrpc, id: 1, result: {}, error },
  { jsonrpc, id: 1, error },
  { jsonrpc, id: 'a', error: { ...error, data: [1] } },
  { jsonrpc, error },
  { jsonrpc, id: null, error },
  { jsonrpc, id: undefined, error },
  ...[
    null,
    {},
    { code: 1 },
    { message: 'x' },
    { code: '1', message: 'x' },
    { code: 1.5, message: 'x' },
  ].map((wrong) => ({ jsonrpc, id: 1, error: wrong })),
  { jsonrpc, id: 1, error, extra: 1 },
  { jsonrpc, id: 1 },
  { jsonrpc },
  {},
];

/** What is null where it could as well be left out. */
function withoutNulls(value: unknown): unknown {
  if (!isObject(value) || !('method' in value)) return value;
  const { params, ...rest } = value;
  if (!isObject(params)) return params === null ? rest : value;
  const { _meta: meta, ...others } = params;
  if (meta === null) return { ...rest, params: others };
  const token = isObject(meta) && meta['progressToken'] === null;
  return token ? { ...rest, params: others } : value;
}

describe('readMessage', () => {
  it.each(VALUES.map((value) => [show(value), value]))(
    'takes %s for what the SDK does, without optional members that are null',
    (_, value) => {
      expect(readMessage(value)?.kind).toBe(kindBySdk(withoutNulls(value)));
    },
  );

  it('keeps what matters of a request', () => {
    const params = { name: 'echo' };
    expect(readMessage({ ...request, id: 'r', params })).toEqual({
      kind: 'request',
      id: 'r',
      method: 'ping',
      params,
    });
  });

  it('gives messages without parameters empty ones that nobody can change', () => {
    const message = readMessage(request) as { params: object };
    expect(message.params).toEqual({});
    expect(Object.isFrozen(message.params)).toBe(true);
  });

  it('finds odd messages as they come from JSON', () => {
    const value: unknown = JSON.parse('{"jsonrpc":"2.0","id":1,"method":"x","__proto__":{}}');
    expect(readMessage(value)).toBeUndefined();
  });
});

describe('isRequestId', () => {
  it.each([
    ['', true],
    ['a', true],
    [0, true],
    [-5, true],
    [Number.MIN_SAFE_INTEGER, true],
    [0.5, false],
    [2 ** 53, false],
    [Number.NaN, false],
    [1n, false],
    [null, false],
    [undefined, false],
    [{}, false],
  ])('of %o is %s', (value, expected) => {
    expect(isRequestId(value)).toBe(expected);
  });
});

describe('isObject', () => {
  it.each([
    [{}, true],
    [Object.create(null), true],
    [[], false],
    [null, false],
    [undefined, false],
    ['a', false],
    [() => 1, false],
  ])('of %o is %s', (value, expected) => {
    expect(isObject(value)).toBe(expected);
  });
});

describe('salvageId', () => {
  it.each([
    [{ id: 7, method: 'x', extra: 1 }, 7],
    [{ id: 'a', method: 'x' }, 'a'],
    [{ id: 0, method: 'x' }, 0],
    [{ id: 7 }, null],
    [{ id: 7, method: 5 }, null],
    [{ id: {}, method: 'x' }, null],
    [{ id: 1.5, method: 'x' }, null],
    [{ method: 'x' }, null],
    [[{ id: 7, method: 'x' }], null],
    [null, null],
    [undefined, null],
  ])('of %j is %j', (value, expected) => {
    expect(salvageId(value)).toBe(expected);
  });
});

describe('frames', () => {
  it.each([
    [1, '{"jsonrpc":"2.0","id":1,"result":{"a":1}}'],
    ['"\n', String.raw`{"jsonrpc":"2.0","id":"\"\n","result":{"a":1}}`],
  ])('of a result carry the id %j', (id, expected) => {
    expect(resultFrame(id, '{"a":1}')).toBe(expected);
    expect(JSON.parse(expected)).toEqual({ jsonrpc: '2.0', id, result: { a: 1 } });
  });

  it.each([
    [1, { jsonrpc, id: 1, error }],
    [null, { jsonrpc, id: null, error }],
    [undefined, { jsonrpc, error }],
  ])('of an error carry the id %j', (id, expected) => {
    expect(JSON.parse(errorFrame(id, error))).toEqual(expected);
  });

  it('of an error carry its data', () => {
    const frame = errorFrame(1, { ...error, data: { retry: true } });
    expect(JSON.parse(frame)).toHaveProperty('error.data', { retry: true });
  });

  it('of a notification have parameters only if there are some', () => {
    expect(notificationFrame('x')).toBe('{"jsonrpc":"2.0","method":"x"}');
    expect(notificationFrame('x', {})).toBe('{"jsonrpc":"2.0","method":"x","params":{}}');
  });

  it('are one line each, whatever is in them', () => {
    const text = 'a\r\nb\u2028';
    const frames = [
      resultFrame(text, JSON.stringify({ text })),
      errorFrame(text, { code: 1, message: text }),
      notificationFrame('x', { text }),
    ];
    for (const frame of frames) expect(frame).not.toMatch(/[\r\n]/);
  });
});

function show(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each === undefined || typeof each === 'number' ? String(each) : each,
  );
}
