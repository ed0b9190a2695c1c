import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { LIMIT } from '../../test/interactive.fixture.js';
import { toReadResult } from './resource.result.js';

const URI = 'orders://1';
const read = (value: unknown, mimeType?: string) =>
  toReadResult(value, { uri: URI, mimeType }, exchangeOf(), LIMIT);
const contents = async (value: unknown, mimeType?: string) =>
  (await read(value, mimeType))?.contents;
const blob = (bytes: number[]) => Buffer.from(bytes).toString('base64');
const own = { uri: 'orders://1/part', text: 'a part' };

describe('the contents of a resource', () => {
  it.each<[string, unknown, string | undefined, object]>([
    ['text', 'a', undefined, { text: 'a' }],
    ['text with a type', 'a', 'text/markdown', { mimeType: 'text/markdown', text: 'a' }],
    ['no text at all', '', undefined, { text: '' }],
    ['an object', { a: 1 }, undefined, { mimeType: 'application/json', text: '{"a":1}' }],
    [
      'an object with a type',
      [1],
      'application/x+json',
      { mimeType: 'application/x+json', text: '[1]' },
    ],
    ['a number', 7, undefined, { mimeType: 'application/json', text: '7' }],
    ['an empty list', [], undefined, { mimeType: 'application/json', text: '[]' }],
    ['false', false, undefined, { mimeType: 'application/json', text: 'false' }],
    [
      'bytes',
      Uint8Array.of(1, 2),
      undefined,
      { mimeType: 'application/octet-stream', blob: blob([1, 2]) },
    ],
    [
      'bytes with a type',
      Buffer.from([1]),
      'image/png',
      { mimeType: 'image/png', blob: blob([1]) },
    ],
    ['bytes that are text', Buffer.from('é'), 'text/plain', { mimeType: 'text/plain', text: 'é' }],
    [
      'bytes that are JSON',
      Buffer.from('{}'),
      'application/json',
      { mimeType: 'application/json', text: '{}' },
    ],
    [
      'a blob',
      new Blob(['a,b'], { type: 'text/csv' }),
      undefined,
      { mimeType: 'text/csv', text: 'a,b' },
    ],
    [
      'a blob with another type',
      new Blob(['a'], { type: 'text/csv' }),
      'image/gif',
      { mimeType: 'image/gif', blob: 'YQ==' },
    ],
    [
      'a blob of unknown type',
      new Blob(['a']),
      undefined,
      { mimeType: 'application/octet-stream', blob: 'YQ==' },
    ],
    [
      'a file',
      new StreamableFile(Buffer.from('a'), { type: 'text/csv' }),
      undefined,
      { mimeType: 'text/csv', text: 'a' },
    ],
    [
      'a stream',
      new StreamableFile(Readable.from([Buffer.from('a'), Buffer.from('b')])),
      undefined,
      { mimeType: 'application/octet-stream', blob: 'YWI=' },
    ],
    [
      'what only looks like contents',
      { uri: 'x:y' },
      undefined,
      { mimeType: 'application/json', text: '{"uri":"x:y"}' },
    ],
  ])('are made from %s', async (_, value, mimeType, expected) => {
    expect(await contents(value, mimeType)).toEqual([{ uri: URI, ...expected }]);
  });

  it.each<[string, unknown, string | undefined, object]>([
    [
      'a stream of bytes',
      Readable.from([Buffer.from('a'), Buffer.from('b')]),
      'text/plain',
      { text: 'ab' },
    ],
    ['a web stream', new Blob(['ab']).stream(), 'image/png', { blob: 'YWI=' }],
    [
      'a generator of text',
      (function* () {
        yield 'a';
        yield 'b';
      })(),
      'text/plain',
      { text: 'ab' },
    ],
    [
      'a generator of values',
      (function* () {
        yield { a: 1 };
        yield 'b';
      })(),
      'application/json',
      { text: '[{"a":1},"b"]' },
    ],
    ['a set', new Set([1]), 'application/json', { text: '{}' }],
    [
      'an object that has more members than contents',
      { ...own, author: 'Ada' },
      'application/json',
      { text: JSON.stringify({ ...own, author: 'Ada' }) },
    ],
    [
      'an object with more members than a result',
      { contents: [], total: 0 },
      'application/json',
      { text: '{"contents":[],"total":0}' },
    ],
    [
      'contents with bytes that are no text',
      { uri: 'a:b', blob: 'no!' },
      'application/json',
      { text: '{"uri":"a:b","blob":"no!"}' },
    ],
    [
      'contents with a wrong type',
      { ...own, mimeType: null },
      'application/json',
      { text: JSON.stringify({ ...own, mimeType: null }) },
    ],
  ])('are made from %s', async (_, value, mimeType, expected) => {
    expect(await contents(value, mimeType)).toEqual([{ uri: URI, mimeType, ...expected }]);
  });

  it('may come one after the other', async () => {
    const generator = (function* () {
      yield own;
      yield own;
    })();
    expect(await contents(generator)).toEqual([own, own]);
  });

  it.each([
    ['a stream', () => Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(100)))],
    ['a file', () => new StreamableFile(Readable.from([Buffer.alloc(5000)]))],
    ['a blob', () => new Blob([new Uint8Array(5000)])],
    ['a generator', () => Array.from({ length: 3 }, () => 'a'.repeat(2000)).values()],
    [
      'a generator of objects',
      () => Array.from({ length: 3 }, () => ({ a: 'a'.repeat(2000) })).values(),
    ],
  ])('are not made from %s that is too large', async (_, make) => {
    await expect(contents(make())).rejects.toMatchObject({ code: 'RESULT_TOO_LARGE' });
  });

  it('are only a part of a view on more bytes', async () => {
    const view = new Uint8Array(Uint8Array.of(9, 1, 2, 9).buffer, 1, 2);
    expect(await contents(view)).toMatchObject([{ blob: blob([1, 2]) }]);
  });

  it.each([
    [own, [own]],
    [{ uri: 'a:b', blob: 'YQ==' }, [{ uri: 'a:b', blob: 'YQ==' }]],
    [
      [own, own],
      [own, own],
    ],
  ])('stay as they are when they are ready: %j', async (value, expected) => {
    expect(await contents(value, 'image/png')).toEqual(expected);
  });

  it.each([
    { contents: [own], _meta: { 'a.example/b': 1 }, ttlMs: 5 },
    { contents: [] },
    { resultType: 'input_required', requestState: 'mine' },
  ])('come in a result that is ready: %j', async (value) => {
    expect(await read(value, 'text/plain')).toBe(value);
  });

  it.each([undefined, null])('are missing when there is %o', async (value) => {
    expect(await read(value, 'text/plain')).toBeUndefined();
  });

  it.each([
    ['a cycle', Object.assign([] as unknown[], { 0: [] as unknown[] })],
    ['a BigInt', 7n],
  ])('cannot be made from %s', async (name, value) => {
    if (Array.isArray(value)) value[0] = value;
    await expect(contents(value), name).rejects.toMatchObject({ code: 'UNSERIALISABLE_RESULT' });
  });
});
