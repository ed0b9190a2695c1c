import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { isCallToolResult, type ContentBlock } from '@modelcontextprotocol/server';
import { describe, expect, it, vi } from 'vitest';
import { isReadyResult, text, toContent, toJson } from './content.js';

const { signal } = new AbortController();
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
    expect(await toContent(value, signal)).toEqual([{ type: 'text', text: expected }]);
  });

  it.each([undefined, null])('makes nothing of %s', async (value) => {
    expect(await toContent(value, signal)).toEqual([]);
  });

  it.each(BLOCKS)('leaves a block as it is: $type', async (block) => {
    expect(await toContent(block, signal)).toEqual([block]);
  });

  it('leaves a list of blocks as it is', async () => {
    expect(await toContent(BLOCKS, signal)).toBe(BLOCKS);
  });

  it('makes a text of a list in which not all are blocks', async () => {
    const mixed = [text('a'), 'b'];
    expect(await toContent(mixed, signal)).toEqual([text(JSON.stringify(mixed))]);
  });

  it.each(LOOKALIKES)(
    'makes a text of an object that only looks like a block: %j',
    async (value) => {
      expect(await toContent(value, signal)).toEqual([text(JSON.stringify(value))]);
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
    expect(() => toContent(value, signal)).toThrow(expect.objectContaining(problem));
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
    expect(await toContent(new Blob(['x'], { type }), signal)).toEqual([block]);
    expect(await toContent(new StreamableFile(bytes('x'), { type }), signal)).toEqual([block]);
  });

  it('without a type are a binary resource', async () => {
    const block = resource({ mimeType: 'application/octet-stream', blob: base64('x') });
    expect(await toContent(bytes('x'), signal)).toEqual([block]);
    expect(await toContent(Buffer.from('x'), signal)).toEqual([block]);
  });

  it('are only those of a view, not of the memory behind it', async () => {
    const view = bytes('secret x secret').subarray(7, 8);
    expect(await toContent(view, signal)).toMatchObject([{ resource: { blob: base64('x') } }]);
  });

  it('of two results have different addresses', async () => {
    const [one, two] = await toContent(yields(bytes('a'), bytes('a')), signal);
    expect(one).not.toEqual(two);
  });

  it('of a file come from its stream, whole', async () => {
    const file = new StreamableFile(
      Readable.from([bytes('größ').subarray(0, 4), bytes('größ').subarray(4)]),
      {
        type: 'text/plain',
      },
    );
    expect(await toContent(file, signal)).toMatchObject([{ resource: { text: 'größ' } }]);
  });

  it('that cannot be read are an error', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('disk'));
      },
    });
    await expect(toContent(new StreamableFile(broken), signal)).rejects.toThrow('disk');
  });
});

describe('an async iterable', () => {
  it('becomes the content of all it yields, in order', async () => {
    const items = yields('a', { b: 1 }, null, text('c'), yields('d', 'e'));
    expect(await toContent(items, signal)).toEqual(
      ['a', '{"b":1}', 'c', 'd', 'e'].map((each) => text(each)),
    );
  });

  it('may yield nothing', async () => {
    expect(await toContent(yields(), signal)).toEqual([]);
  });

  it('passes its error on', async () => {
    async function* fails() {
      yield 'a';
      throw new TypeError('wrong turn');
    }
    await expect(toContent(fails(), signal)).rejects.toThrow(TypeError);
  });

  it('is ended, clean-up included, at the item after an abort', async () => {
    const controller = new AbortController();
    const cleanUp = vi.fn();
    const reached = vi.fn();
    async function* items() {
      try {
        yield 'a';
        controller.abort();
        yield 'b';
        reached();
      } finally {
        cleanUp();
      }
    }
    expect(await toContent(items(), controller.signal)).toEqual([text('a')]);
    expect(cleanUp).toHaveBeenCalledOnce();
    expect(reached).not.toHaveBeenCalled();
  });
});

describe('isReadyResult', () => {
  it.each([
    { content: BLOCKS },
    { content: [] },
    { content: [], isError: true },
    { content: [text('a')], structuredContent: { a: 1 }, _meta: {} },
  ])('knows a result of the protocol: %j', (value) => {
    expect(isReadyResult(value)).toBe(true);
    expect(isCallToolResult(value)).toBe(true);
  });

  it('knows a result that says so', () => {
    expect(isReadyResult({ resultType: 'input_required', inputRequests: {} })).toBe(true);
  });

  it.each([
    undefined,
    null,
    'content',
    [],
    {},
    { content: 'a' },
    { content: [1] },
    { content: [text('a'), { id: 7 }] },
    { content: LOOKALIKES },
    { resultType: 7 },
    { resultType: 'hotel', price: 1 },
    { resultType: 'complete' },
    text('a'),
  ])('takes anything else for data: %j', (value) => {
    expect(isReadyResult(value)).toBe(false);
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
