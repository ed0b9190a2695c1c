import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formQuestion, rootsQuestion, samplingQuestion, urlQuestion } from './question.js';

const json = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } as const;
const nobody = [undefined, null, 'accept', [], {}, { action: 'maybe' }, { action: 7 }];

describe('a form', () => {
  it('is asked with the keywords that the protocol allows', () => {
    const schema = z.object({ n: z.number().describe('How many'), note: z.string().optional() });
    const { method, params, requires, key } = formQuestion({ message: 'Fill in', schema });
    expect({ method, params, requires, key }).toEqual({
      method: 'elicitation/create',
      params: {
        message: 'Fill in',
        requestedSchema: {
          type: 'object',
          properties: {
            n: { type: 'number', description: 'How many' },
            note: { type: 'string' },
          },
          required: ['n'],
        },
      },
      requires: { elicitation: { form: {} } },
      key: undefined,
    });
  });

  it('may have nothing to fill in', () => {
    const { params } = formQuestion({ message: 'Sure?', schema: { type: 'object' }, key: 'sure' });
    expect(params['requestedSchema']).toEqual({ type: 'object', properties: {} });
  });

  it('gives what its schema makes of the content', async () => {
    const schema = z.object({ n: z.number().transform((n) => `${n} seats`) });
    const { read } = formQuestion({ message: '?', schema });
    expect(await read({ action: 'accept', content: { n: 2 } })).toEqual({
      action: 'accept',
      content: { n: '2 seats' },
    });
  });

  it.each(['decline', 'cancel'])('may be answered by %s, with nothing else', async (action) => {
    const { read } = formQuestion({ message: '?', schema: json });
    expect(await read({ action, content: { n: 1 } })).toStrictEqual({ action });
  });

  it.each([...nobody, { action: 'accept' }, { action: 'accept', content: { n: 'x' } }])(
    'is not answered by %j',
    async (given) => {
      expect(await formQuestion({ message: '?', schema: json }).read(given)).toBeUndefined();
    },
  );
});

describe('a page', () => {
  const question = urlQuestion({ message: 'Pay', url: 'https://example.com', elicitationId: 'e1' });

  it('is asked in URL mode, which a client must know', () => {
    expect(question).toMatchObject({
      method: 'elicitation/create',
      params: { mode: 'url', message: 'Pay', url: 'https://example.com' },
      pushed: { elicitationId: 'e1' },
      requires: { elicitation: { url: {} } },
    });
  });

  it.each(['accept', 'decline', 'cancel'])('may be answered by %s', async (action) => {
    expect(await question.read({ action, content: { secret: 1 } })).toEqual(
      action === 'accept' ? { action, content: undefined } : { action },
    );
  });

  it.each(nobody)('is not answered by %j', async (given) => {
    expect(await question.read(given)).toBeUndefined();
  });
});

describe('a message that the model writes', () => {
  const params = { messages: [], maxTokens: 5 };
  const written = { role: 'assistant', content: { type: 'text', text: 'hi' }, model: 'm' };

  it.each([
    [params, { sampling: {} }],
    [{ ...params, tools: [] }, { sampling: { tools: {} } }],
    [{ ...params, toolChoice: { mode: 'auto' as const } }, { sampling: { tools: {} } }],
  ])('is asked with %j', (given, requires) => {
    expect(samplingQuestion(given, 'key')).toMatchObject({
      key: 'key',
      method: 'sampling/createMessage',
      params: given,
      requires,
    });
  });

  it('is given as the client sent it', async () => {
    expect(await samplingQuestion(params).read(written)).toBe(written);
  });

  it.each([
    ...nobody,
    { role: 'assistant' },
    { content: [] },
    { role: 1, content: {} },
    { role: 'user', content: 5 },
  ])('is not %j', async (given) => {
    expect(await samplingQuestion(params).read(given)).toBeUndefined();
  });
});

describe('roots', () => {
  it('are asked for, and given', async () => {
    const { method, params, requires, read } = rootsQuestion();
    expect({ method, params, requires }).toEqual({
      method: 'roots/list',
      params: {},
      requires: { roots: {} },
    });
    expect(await read({ roots: [{ uri: 'file:///a' }] })).toEqual([{ uri: 'file:///a' }]);
  });

  it.each([...nobody, { roots: {} }, { roots: null }])('are not %j', async (given) => {
    expect(await rootsQuestion().read(given)).toBeUndefined();
  });
});
