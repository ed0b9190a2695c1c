import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ContentBlock } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { LIMIT } from '../../test/interactive.fixture.js';
import { text, toContent, toJson } from './content.js';

const shape = (value: unknown, exchange = exchangeOf()) => toContent(value, exchange, LIMIT);
const bytes = (value: string) => new TextEncoder().encode(value);
const base64 = (value: string) => Buffer.from(value).toString('base64');
const UUID_URI = expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/);

const BLOCKS: ContentBlock[] = [
  { type: 'text', text: 'a' },
  { type: 'image', data: 'AA==', mimeType: 'image/png' },
  { type: 'audio', data: 'AA==', mimeType: 'audio/wav' },
  { type: 'resource', resource: { uri: 'a:b', text: 'x' } },
  { type: 'resource_link', uri: 'a:b', name: 'b' },
];

/** Objects of an application that look like blocks from afar. */
const LOOKALIKES: object[] = [
  { type: 'text' },
  { type: 'text', value: 'a' },
  { type: 'image', url: 'https://example.com/a.png' },
  { type: 'audio', data: 'AA==' },
  { type: 'resource', id: 7 },
  { type: 'resource_link', uri: 'a:b' },
  { type: 'order', text: 'a' },
  { type: ['text'], text: 'a' },
];

async function* yields(...items: unknown[]): AsyncGenerator {
  yield* items;
}

describe('toContent', () => {
  it.each([
    ['a text', 'hello', 'hello'],
    ['an empty text', '', ''],
    ['a number', 7, '7'],
    ['NaN', Number.NaN, 'null'],
    ['false', false, 'false'],
    ['an object', { a: 1, b: undefined }, '{"a":1}'],
    ['a list', [1, 'a', null], '[1,"a",null]'],
    ['an empty list', [], '[]'],
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ['an object with toJSON', { toJSON: () => 'short' }, '"short"'],
    ['a function', () => 1, 'null'],
    ['a symbol', Symbol('s'), 'null'],
  ])('makes one text of %s', async (_, value, expected) => {
    expect(await shape(value)).toEqual([{ type: 'text', text: expected }]);
  });

  it.each([undefined, null])('makes nothing of %s', async (value) => {
    expect(await shape(value)).toEqual([]);
  });

  it.each(BLOCKS)('leaves a block as it is: $type', async (block) => {
    expect(await shape(block)).toEqual([block]);
  });

  it('leaves a list of blocks as it is', async () => {
    expect(await shape(BLOCKS)).toBe(BLOCKS);
  });

  it('makes a text of a list in which not all are blocks', async () => {
    const mixed = [text('a'), 'b'];
    expect(await shape(mixed)).toEqual([text(JSON.stringify(mixed))]);
  });

  it.each(LOOKALIKES)(
    'makes a text of an object that only looks like a block: %j',
    async (value) => {
      expect(await shape(value)).toEqual([text(JSON.stringify(value))]);
    },
  );

  it.each([
    ['a cycle', cycle()],
    ['a BigInt', { total: 10n }],
    ['a BigInt alone', 10n],
    [
      'a failing toJSON',
      {
        toJSON: () => {
          throw new Error('no');
        },
      },
    ],
  ])('refuses %s', (_, value) => {
    const problem = { code: 'UNSERIALISABLE_RESULT', cause: expect.any(Error) };
    expect(() => shape(value)).toThrow(expect.objectContaining(problem));
  });
});

describe('bytes', () => {
  it.each([
    ['image/png', { type: 'image', data: base64('x'), mimeType: 'image/png' }],
    ['audio/ogg', { type: 'audio', data: base64('x'), mimeType: 'audio/ogg' }],
    ['text/csv', resource({ mimeType: 'text/csv', text: 'x' })],
    ['application/json', resource({ mimeType: 'application/json', text: 'x' })],
    ['application/ld+json', resource({ mimeType: 'application/ld+json', text: 'x' })],
    ['application/pdf', resource({ mimeType: 'application/pdf', blob: base64('x') })],
    ['application/jsonx', resource({ mimeType: 'application/jsonx', blob: base64('x') })],
    ['', resource({ mimeType: 'application/octet-stream', blob: base64('x') })],
  ])('of type %o, as a Blob or a file, become what the type says', async (type, block) => {
    expect(await shape(new Blob(['x'], { type }))).toEqual([block]);
    expect(await shape(new StreamableFile(bytes('x'), { type }))).toEqual([block]);
  });

  it('without a type are a binary resource', async () => {
    const block = resource({ mimeType: 'application/octet-stream', blob: base64('x') });
    expect(await shape(bytes('x'))).toEqual([block]);
    expect(await shape(Buffer.from('x'))).toEqual([block]);
  });

  it('are only those of a view, not of the memory behind it', async () => {
    const view = bytes('secret x secret').subarray(7, 8);
    expect(await shape(view)).toMatchObject([{ resource: { blob: base64('x') } }]);
  });

  it('of two results have different addresses', async () => {
    const [one, two] = await shape(yields(bytes('a'), bytes('a')));
    expect(one).not.toEqual(two);
  });

  it('of a file come from its stream, whole', async () => {
    const file = new StreamableFile(
      Readable.from([bytes('größ').subarray(0, 4), bytes('größ').subarray(4)]),
      {
        type: 'text/plain',
      },
    );
    expect(await shape(file)).toMatchObject([{ resource: { text: 'größ' } }]);
  });

  it('that cannot be read are an error', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('disk'));
      },
    });
    await expect(shape(new StreamableFile(broken))).rejects.toThrow('disk');
  });
});

describe('an async iterable', () => {
  it('becomes the content of all it yields, in order', async () => {
    const items = yields('a', { b: 1 }, null, text('c'), yields('d', 'e'));
    expect(await shape(items)).toEqual(['a', '{"b":1}', 'c', 'd', 'e'].map((each) => text(each)));
  });

  it('may yield nothing', async () => {
    expect(await shape(yields())).toEqual([]);
  });

  it('passes its error on', async () => {
    async function* fails() {
      yield 'a';
      throw new TypeError('wrong turn');
    }
    await expect(shape(fails())).rejects.toThrow(TypeError);
  });
});

describe('toJson', () => {
  it('is JSON for everything that JSON has', () => {
    expect(toJson({ a: [1, null] })).toBe('{"a":[1,null]}');
    expect(toJson(undefined)).toBe('null');
  });
});

function resource(content: object): unknown {
  return { type: 'resource', resource: { uri: UUID_URI, ...content } };
}

function cycle(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}
