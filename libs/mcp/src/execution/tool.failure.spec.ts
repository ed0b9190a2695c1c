import {
  BadRequestException,
  ForbiddenException,
  InternalServerErrorException,
} from '@nestjs/common';
import { ProtocolError } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { McpError } from '../errors/mcp.error.js';
import { ToolError } from '../errors/tool.error.js';
import { classifyFailure, maskedMessage, toolError } from './tool.failure.js';

class OutOfStock extends ToolError {}

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const withMessage = (message: unknown) => Object.assign(new ToolError('x'), { message });
const foreignHttp = (text: string) =>
  Object.assign(new Error(text), { getStatus: () => 403, getResponse: () => ({ message: text }) });

function unreadable(): Error {
  return Object.defineProperty(new Error('secret'), 'name', {
    get: () => {
      throw new Error('secret');
    },
  });
}

describe('classifyFailure', () => {
  it.each([
    ['an error of ours for the protocol', new McpError('INVALID_PARAMS', 'x')],
    ['an error of the SDK', new ProtocolError(-32042, 'x')],
  ])('fails the request with %s', (_, error) => {
    expect(classifyFailure(error)).toMatchObject({ kind: 'protocol' });
  });

  it.each([
    ['a ToolError', new ToolError('Ask again'), 'Ask again'],
    ['one of its own kind', new OutOfStock('None left'), 'None left'],
    ['an HttpException', new ForbiddenException(), 'Forbidden'],
    ['a failed pipe', new BadRequestException(['a', 'b']), 'a\nb'],
    ['a ToolError of another copy', named('ToolError', 'Ask again'), 'Ask again'],
    ['an HttpException of another copy', foreignHttp('Forbidden'), 'Forbidden'],
    ['a ToolError whose message is no text', withMessage({ a: 1 }), '[object Object]'],
    ['a deliberate 500', new InternalServerErrorException('Try later'), 'Try later'],
  ])('shows the message of %s', (_, error, message) => {
    expect(classifyFailure(error)).toEqual({ kind: 'shown', message });
  });

  it.each([
    ['an error', new Error('SELECT * FROM users')],
    ['an error with a database code', Object.assign(new Error('dup'), { code: 1062 })],
    ['a text', 'secret'],
    ['nothing', undefined],
    ['null', null],
    ['an object', { message: 'secret' }],
    ['an object without a prototype', Object.create(null)],
    ['an error that cannot be read', unreadable()],
    ['a ToolError that is no error', { name: 'ToolError', message: 'secret' }],
  ])('masks %s', (_, error) => {
    const failure = classifyFailure(error);
    expect(failure).toEqual({
      kind: 'masked',
      code: 'TOOL_FAILED',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it.each(['INVALID_OUTPUT', 'UNSERIALISABLE_RESULT', 'INVALID_SCHEMA'] as const)(
    'masks our own %s, but names it',
    (code) => {
      expect(classifyFailure(new McpError(code, 'x'))).toMatchObject({ kind: 'masked', code });
    },
  );

  it('gives each failure its own id', () => {
    expect(classifyFailure(new Error('x'))).not.toEqual(classifyFailure(new Error('x')));
  });
});

describe('what a model reads', () => {
  it('is a text, marked as an error', () => {
    expect(toolError('why')).toEqual({ content: [{ type: 'text', text: 'why' }], isError: true });
  });

  it('names the tool and the id under which the log has the rest', () => {
    expect(maskedMessage('echo', 'id-1')).toBe(
      "The tool 'echo' failed on the server. Correlation id: id-1",
    );
  });
});
