import { describe, expect } from 'vitest';
import { PNG } from '../fixtures/tools/result.tools.js';
import { CHANNELS, PROCESSES } from '../support/channels.js';
import { verifies } from '../support/verifies.js';

const text = (value: string) => ({ type: 'text', text: value });
const bytes = PNG.toString('base64');
const uri = expect.stringMatching(/^urn:uuid:/) as string;

/** What each tool's content is, whoever asks. */
const CONTENT: Readonly<Record<string, unknown[]>> = {
  nothing: [],
  number: [text('42')],
  object: [text('{"nested":{"list":[1,null]},"when":"1970-01-01T00:00:00.000Z"}')],
  blocks: [text('look'), { type: 'image', data: bytes, mimeType: 'image/png' }],
  buffer: [
    { type: 'resource', resource: { uri, mimeType: 'application/octet-stream', blob: bytes } },
  ],
  image: [{ type: 'image', data: bytes, mimeType: 'image/png' }],
  file: [{ type: 'resource', resource: { uri, mimeType: 'text/csv', text: 'a,b' } }],
  pieces: [text('one'), text('{"two":2}')],
};

/** SDK 1.10 is older than these content types and refuses results that hold them. */
const NEWER_CONTENT: Readonly<Record<string, unknown[]>> = {
  block: [{ type: 'resource_link', uri: 'file:///a.txt', name: 'a.txt' }],
  audio: [
    { type: 'audio', data: Buffer.concat([PNG, PNG]).toString('base64'), mimeType: 'audio/wav' },
  ],
};

const TODAY = CHANNELS.filter(({ client }) => client !== 'v1.10');

describe('content', () => {
  verifies('tools.call.content', [...CHANNELS, ...PROCESSES], async (client) => {
    for (const [tool, content] of Object.entries(CONTENT)) {
      const result = await client.call(tool);
      expect(result.content, tool).toEqual(content);
      expect(result, tool).not.toHaveProperty('isError');
      expect(result, tool).not.toHaveProperty('structuredContent');
    }
  });

  verifies('tools.call.newer-content', TODAY, async (client) => {
    for (const [tool, content] of Object.entries(NEWER_CONTENT)) {
      expect((await client.call(tool)).content, tool).toEqual(content);
    }
  });

  verifies('tools.call.arguments', CHANNELS, async (client) => {
    const awkward = 'Zoë 🦊 \u2028 "quoted"\n\\ </script> \u0000';
    expect((await client.call('echo', { text: awkward })).content).toEqual([text(awkward)]);
    expect((await client.call('paint')).content).toEqual([text('painted nothing')]);
    const unknown = { colour: 'red', unheardOf: true };
    expect((await client.call('paint', unknown)).content).toEqual([text('painted red')]);
  });
});

describe('structured content', () => {
  verifies('tools.call.structured', [...CHANNELS, ...PROCESSES], async (client) => {
    const { content, structuredContent } = await client.call('add', { a: 2, b: 3 });
    expect(structuredContent).toEqual({ sum: 5 });
    expect(content).toEqual([text('{"sum":5}')]);
  });

  verifies('tools.call.structured-array', CHANNELS, async (client, { era }) => {
    const { content, structuredContent } = await client.call('primes');
    expect(structuredContent).toEqual(era === 'modern' ? [2, 3, 5] : { result: [2, 3, 5] });
    expect(content).toEqual([text('[2,3,5]')]);
  });
});

describe('ready-made results', () => {
  verifies('tools.call.ready', CHANNELS, async (client) => {
    expect(await client.call('ready')).toMatchObject({
      content: [text('done')],
      structuredContent: { done: true },
      _meta: { 'example.com/trace': 'abc' },
    });
    expect(await client.call('unread')).toMatchObject({
      content: [text('sold out')],
      isError: true,
    });
  });
});
