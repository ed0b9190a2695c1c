import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { unreadLimit } from '../../../test/limits.fixture.js';
import { PacedWriter } from '../paced.writer.js';
import { parseAnswer, responseOf } from '../../../test/http.fixture.js';
import type { McpErrorCode } from '../../errors/error.table.js';
import { McpError } from '../../errors/mcp.error.js';
import { sendEmpty, sendError, sendJson } from './answer.js';

const logged = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

beforeEach(() => {
  logged.mockClear();
});

async function answerTo(send: (response: ReturnType<typeof responseOf>['response']) => void) {
  const { response, sent } = responseOf();
  send(response);
  expect(response.writableEnded).toBe(true);
  return parseAnswer(await sent());
}

describe('sendJson', () => {
  it('sends JSON with its length in bytes, and other headers', async () => {
    const answer = await answerTo((to) => sendJson(to, 201, '{"a":"ü"}', { Allow: 'POST' }));
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'content-type': 'application/json', 'content-length': '10', allow: 'POST' },
      body: '{"a":"ü"}',
    });
  });

  it('is given to a writer that takes long texts in parts', async () => {
    const answer = await answerTo((to) =>
      sendJson(to, 200, '{}', {}, 2, new PacedWriter(to, unreadLimit())),
    );
    expect(answer).toMatchObject({ status: 200, body: '{}' });
  });
});

describe('sendEmpty', () => {
  it('sends a status and nothing else', async () => {
    expect(await answerTo((to) => sendEmpty(to, 202))).toMatchObject({ status: 202, body: '' });
  });
});

describe('a response that was answered or is gone', () => {
  const sends: [string, (to: ReturnType<typeof responseOf>['response']) => void][] = [
    ['sendJson', (to) => sendJson(to, 200, '{}')],
    ['sendEmpty', (to) => sendEmpty(to, 202)],
    ['sendError', (to) => sendError(to, new McpError('PARSE_ERROR', 'x'), null)],
  ];

  it.each(sends)('is left alone by %s', async (_, send) => {
    const answered = responseOf();
    answered.response.writeHead(200).write('first');
    await answered.sent();
    send(answered.response);
    expect(await answered.sent()).toBe('');

    const gone = responseOf();
    gone.response.destroy();
    send(gone.response);
    expect(gone.response.headersSent).toBe(false);
  });
});

describe('sendError', () => {
  it.each<[McpErrorCode, number, number]>([
    ['PARSE_ERROR', 400, -32700],
    ['SESSION_NOT_FOUND', 404, -32001],
    ['FORBIDDEN_ORIGIN', 403, -32000],
    ['TOO_MANY_CONNECTIONS', 503, -32000],
  ])('sends %s with the status %i and the code %i', async (code, status, rpc) => {
    const answer = await answerTo((to) => sendError(to, new McpError(code, 'why'), 7));
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: rpc, message: 'why' },
    });
  });

  it('has no success for an error that came before there was a request', async () => {
    const error = new McpError('INVALID_PARAMS', 'why');
    expect((await answerTo((to) => sendError(to, error, 1))).status).toBe(400);
  });

  it.each([
    [null, { id: null }],
    ['r', { id: 'r' }],
  ])('sends the id %j', async (id, expected) => {
    const answer = await answerTo((to) => sendError(to, new McpError('PARSE_ERROR', 'x'), id));
    expect(JSON.parse(answer.body)).toMatchObject(expected);
  });

  it('leaves an undefined id out, and sends further headers', async () => {
    const error = new McpError('METHOD_NOT_ALLOWED', 'x');
    const answer = await answerTo((to) => sendError(to, error, undefined, { Allow: 'POST' }));
    expect(JSON.parse(answer.body)).not.toHaveProperty('id');
    expect(answer.headers['allow']).toBe('POST');
  });

  it.each([
    ['an error', new Error('SELECT * FROM users')],
    ['an error for boot', new McpError('INVALID_OPTIONS', 'SELECT')],
    ['a text', 'SELECT'],
  ])('masks and logs what is not for clients: %s', async (_, error) => {
    const answer = await answerTo((to) => sendError(to, error, 1));
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({
      error: { code: -32603, message: 'Internal error' },
    });
    expect(answer.body).not.toContain('SELECT');
    expect(logged).toHaveBeenCalledWith(error);
  });
});
