import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { LIMIT } from '../../test/interactive.fixture.js';
import { toPrompt } from './prompt.result.js';

const shape = (value: unknown, description?: string) =>
  toPrompt(value, description, exchangeOf(), LIMIT);
const text = (value: string) => ({ type: 'text', text: value });
const says = (value: string, role = 'user') => ({ role, content: text(value) });

async function* parts() {
  yield 'a';
  yield text('b');
}

describe('the messages of a prompt', () => {
  it.each<[string, unknown, object[]]>([
    ['text', 'a', [says('a')]],
    ['an object', { a: 1 }, [says('{"a":1}')]],
    ['nothing', undefined, []],
    ['a block', text('a'), [says('a')]],
    ['blocks', [text('a'), text('b')], [says('a'), says('b')]],
    ['an async iterable', parts(), [says('a'), says('b')]],
    [
      'a picture',
      new Blob(['a'], { type: 'image/png' }),
      [{ role: 'user', content: { type: 'image', data: 'YQ==', mimeType: 'image/png' } }],
    ],
    ['messages', [says('a'), says('b', 'assistant')], [says('a'), says('b', 'assistant')]],
    ['an empty list', [], [says('[]')]],
    [
      'messages of an unknown role',
      [says('a', 'system')],
      [says(JSON.stringify([says('a', 'system')]))],
    ],
    ['data like messages', { messages: [], total: 0 }, [says('{"messages":[],"total":0}')]],
    [
      'a message with data like a block',
      { role: 'user', content: { type: 'text', text: { en: 'a' } } },
      [says('{"role":"user","content":{"type":"text","text":{"en":"a"}}}')],
    ],
    [
      'a description that is no text',
      { description: null, messages: [says('a')] },
      [says(JSON.stringify({ description: null, messages: [says('a')] }))],
    ],
    ['a mixture', [says('a'), 'b'], [says(JSON.stringify([says('a'), 'b']))]],
  ])('are made from %s', async (_, value, messages) => {
    expect(await shape(value)).toEqual({ messages });
  });

  it('come with the description of the prompt', async () => {
    expect(await shape('a', 'Plans a trip')).toEqual({
      description: 'Plans a trip',
      messages: [says('a')],
    });
  });

  it.each([
    { messages: [says('a')], description: 'of this one', _meta: { 'a.example/b': 1 } },
    { messages: [] },
    { resultType: 'input_required', inputRequests: {} },
  ])('stay as they are in a result that is ready: %j', async (value) => {
    expect(await shape(value, 'of the prompt')).toBe(value);
  });
});
