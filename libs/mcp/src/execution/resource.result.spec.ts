import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { toReadResult } from './resource.result.js';

const URI = 'orders://1';
const contents = async (value: unknown, mimeType?: string) =>
  (await toReadResult(value, URI, mimeType))?.contents;
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
    expect(await toReadResult(value, URI, 'text/plain')).toBe(value);
  });

  it.each([undefined, null])('are missing when there is %o', async (value) => {
    expect(await toReadResult(value, URI, 'text/plain')).toBeUndefined();
  });

  it.each([
    ['a cycle', Object.assign([] as unknown[], { 0: [] as unknown[] })],
    ['a BigInt', 7n],
  ])('cannot be made from %s', async (name, value) => {
    if (Array.isArray(value)) value[0] = value;
    await expect(contents(value), name).rejects.toMatchObject({ code: 'UNSERIALISABLE_RESULT' });
  });
});
