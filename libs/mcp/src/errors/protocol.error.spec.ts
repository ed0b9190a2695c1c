import { McpError as SdkV1Error } from '@modelcontextprotocol/sdk/types.js';
import {
  MissingRequiredClientCapabilityError,
  ProtocolError,
  ResourceNotFoundError,
  SdkError,
  SdkErrorCode,
  UnsupportedProtocolVersionError,
  UrlElicitationRequiredError,
} from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorDefinition, type McpErrorCode } from './error.table.js';
import { McpError } from './mcp.error.js';
import { asProtocolError, httpStatusOf, isProtocolError, toRpcError } from './protocol.error.js';
import { ToolError } from './tool.error.js';

const CODES = Object.keys(ERRORS) as McpErrorCode[];
const rowOf = (code: McpErrorCode): ErrorDefinition => ERRORS[code];
const kindOf = (code: McpErrorCode) => rowOf(code).kind;
const withCode = (code: unknown, name = 'Error') =>
  Object.assign(new Error('connection lost'), { code, name });

describe('isProtocolError', () => {
  it.each(CODES)('goes by the table for %s', (code) => {
    expect(isProtocolError(new McpError(code, 'x'))).toBe(kindOf(code) === 'protocol');
  });

  it.each([
    ['v1', new SdkV1Error(-32602, 'x')],
    ['v2', new ProtocolError(-32602, 'x')],
    ['v2, resource', new ResourceNotFoundError('file:///a')],
    ['v2, version', new UnsupportedProtocolVersionError({ supported: [], requested: 'x' })],
    ['v2, capability', new MissingRequiredClientCapabilityError({ requiredCapabilities: {} })],
    ['v2, URL', new UrlElicitationRequiredError([])],
  ])('knows an error of the SDK: %s', (_, error) => {
    expect(isProtocolError(error)).toBe(true);
  });

  it.each([
    ['a database with a number', withCode(1062)],
    ['Node with a text', withCode('ECONNREFUSED')],
    ['a text under the name of the SDK', withCode('E', 'McpError')],
    ['a fraction under the name of the SDK', withCode(1.5, 'ProtocolError')],
    ['the SDK at home', new SdkError(SdkErrorCode.ConnectionClosed, 'x')],
    ['a handler', new ToolError('x')],
    ['somebody who throws objects', { name: 'McpError', code: -32000, message: 'x' }],
    ['nobody', undefined],
  ])('does not take for one what comes from %s', (_, error) => {
    expect(isProtocolError(error)).toBe(false);
  });
});

describe('asProtocolError', () => {
  it('leaves a protocol error as it is', () => {
    const error = new McpError('INVALID_PARAMS', 'x');
    expect(asProtocolError(error)).toBe(error);
  });

  it('makes anything else an internal error that hides its cause', () => {
    const cause = new Error('SELECT * FROM users');
    const error = asProtocolError(cause);
    expect(error).toMatchObject({ code: 'INTERNAL_ERROR', cause });
    expect(JSON.stringify(toRpcError(error))).not.toContain('users');
  });
});

describe('toRpcError', () => {
  it.each(CODES.filter((code) => kindOf(code) === 'protocol'))('uses the number of %s', (code) => {
    const { rpc } = rowOf(code);
    expect(toRpcError(new McpError(code, 'why'))).toEqual({ code: rpc, message: 'why' });
  });

  it.each(CODES.filter((code) => kindOf(code) !== 'protocol'))(
    'makes %s, which has no number, an internal error',
    (code) => {
      expect(toRpcError(new McpError(code, 'why')).code).toBe(-32603);
    },
  );

  it.each([
    [new McpError('HEADER_MISMATCH', 'x', { data: { a: 1 } }), { a: 1 }],
    [new McpError('HEADER_MISMATCH', 'x', { data: null }), null],
    [new ProtocolError(-32042, 'x', { elicitations: [] }), { elicitations: [] }],
  ])('passes data on', (error, data) => {
    expect(toRpcError(error)).toHaveProperty('data', data);
  });

  it('keeps number and data of an error of the SDK', () => {
    expect(toRpcError(new ProtocolError(-32002, 'gone', { uri: 'a:b' }))).toEqual({
      code: -32002,
      message: 'gone',
      data: { uri: 'a:b' },
    });
  });
});

describe('an error of another copy of the library', () => {
  const foreign = Object.assign(new Error('Not this way.'), {
    name: 'McpError',
    code: 'INVALID_ENVELOPE',
    data: { a: 1 },
  }) as unknown as McpError;

  it('is known by its name and code', () => {
    expect(isProtocolError(foreign)).toBe(true);
    expect(isProtocolError(withCode('TOOL_FAILED', 'McpError'))).toBe(false);
    expect(isProtocolError(withCode('toString', 'McpError'))).toBe(false);
    expect(toRpcError(foreign)).toEqual({
      code: -32602,
      message: 'Not this way.',
      data: { a: 1 },
    });
    expect(httpStatusOf(foreign)).toBe(400);
  });
});

describe('a message that is no text', () => {
  it.each([
    [7n, '7'],
    [{ en: 'no' }, '[object Object]'],
    [undefined, 'undefined'],
  ])('is made one: %o', (message, text) => {
    const error = Object.assign(new McpError('INVALID_PARAMS', 'x'), { message });
    expect(toRpcError(error).message).toBe(text);
  });
});
