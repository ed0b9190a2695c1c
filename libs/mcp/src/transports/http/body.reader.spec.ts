import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { rawHttp, type RequestInit } from '../../../test/http.fixture.js';
import { McpError } from '../../errors/mcp.error.js';
import { readBodyAhead, readJson, refuseBody } from './body.reader.js';

const LIMITS = { bodyBytes: 20 };
const json = { 'content-type': 'application/json' };

const rawOf = (init: RequestInit) => rawHttp({ headers: json, ...init });
const read = async (init: RequestInit) => readJson(rawOf(init), LIMITS);

describe('readJson', () => {
  it('reads a body that arrives in pieces, letters cut in two included', async () => {
    const chunks = [...Buffer.from('{"a":"größe"}')].map((byte) => Buffer.from([byte]));
    expect(await read({ chunks })).toEqual({ a: 'größe' });
  });

  it.each([
    ['an object', '{"a":1}', { a: 1 }],
    ['null', 'null', null],
    ['a list', '[1]', [1]],
    ['spaces around', ' \n{} ', {}],
  ])('reads %s', async (_, body, expected) => {
    expect(await read({ chunks: [body] })).toEqual(expected);
  });

  it.each([
    ['nothing', [], 'Parse error: the body is empty'],
    ['half of it', ['{"a":'], 'Parse error: the body is not valid JSON'],
    ['two values', ['{}{}'], 'Parse error: the body is not valid JSON'],
    ['HTML', ['<html>'], 'Parse error: the body is not valid JSON'],
  ])('refuses %s', async (_, chunks, message) => {
    await expect(read({ chunks })).rejects.toMatchObject({ code: 'PARSE_ERROR', message });
  });

  it('refuses a body that ends too early', async () => {
    const raw = rawOf({ chunks: ['{'] });
    raw.incoming.destroy();
    await expect(readJson(raw, LIMITS)).rejects.toMatchObject({ code: 'PARSE_ERROR' });
  });

  it('reads a body behind a byte order mark', async () => {
    expect(await read({ chunks: ['\u{FEFF}{"a":1}'] })).toEqual({ a: 1 });
  });
});

describe('the size of a body', () => {
  const fits = '"'.padEnd(LIMITS.bodyBytes - 1, 'x') + '"';

  it('may be just the limit', async () => {
    expect(await read({ chunks: [fits] })).toHaveLength(LIMITS.bodyBytes - 2);
  });

  it.each([
    ['it arrives', { chunks: [`${fits} `] }],
    ['it arrives in pieces', { chunks: [fits, ' ', ' '] }],
    ['it is announced', { chunks: ['{}'], headers: { ...json, 'content-length': '21' } }],
  ])('may not be more, as %s', async (_, init) => {
    await expect(read(init)).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: 'Payload Too Large: the limit is 20 bytes.',
    });
  });
});

describe('the type of a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    ' application/json ',
  ])('may be %o', async (type) => {
    expect(await read({ chunks: ['{}'], headers: { 'content-type': type } })).toEqual({});
  });

  it.each([
    {},
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/jsonp' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'text/plain, application/json' },
    { ...json, 'content-encoding': 'gzip' },
  ])('may not be %j', async (headers) => {
    await expect(read({ chunks: ['{}'], headers })).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });
});

describe('a body that was parsed already', () => {
  it.each([{ a: 1 }, [], null, 'text', 0])('is taken as it is: %j', async (parsedBody) => {
    expect(await read({ parsedBody })).toEqual(parsedBody);
  });

  it('must have the right type all the same', async () => {
    await expect(read({ parsedBody: {}, headers: {} })).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });
});

describe('a body that is read ahead', () => {
  it('is found by readJson, and by guards where a parser would put it', async () => {
    const raw = rawOf({ chunks: ['{"a":1}'] });
    await readBodyAhead(raw.incoming, LIMITS.bodyBytes);
    expect(raw.incoming.readableEnded).toBe(true);
    const { body: parsedBody } = raw.incoming as IncomingMessage & { body: unknown };
    expect(parsedBody).toEqual({ a: 1 });
    expect(readJson({ ...raw, parsedBody }, LIMITS)).toEqual({ a: 1 });
  });

  it.each([
    ['too large', 'x'.repeat(100), 'PAYLOAD_TOO_LARGE'],
    ['no JSON', '{', 'PARSE_ERROR'],
    ['empty', '', 'PARSE_ERROR'],
  ])('is refused later, not then: %s', async (_, body, code) => {
    const raw = rawOf({ chunks: body === '' ? [] : [body] });
    await expect(readBodyAhead(raw.incoming, LIMITS.bodyBytes)).resolves.toBeUndefined();
    expect(raw.incoming).not.toHaveProperty('body');
    await expect(readJson(raw, LIMITS)).rejects.toMatchObject({ code });
  });

  it('is refused for the reason that a parser had', async () => {
    const raw = rawOf({ chunks: ['{}'] });
    const error = new McpError('PARSE_ERROR', 'no');
    await refuseBody(raw.incoming, error);
    await expect(readJson(raw, LIMITS)).rejects.toBe(error);
  });
});
