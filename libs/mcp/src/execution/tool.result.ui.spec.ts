import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryOf } from '../../test/entry.fixture.js';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { LIMIT } from '../../test/interactive.fixture.js';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import { shapeResult } from './tool.result.js';

const image = { type: 'image', data: 'AA==', mimeType: 'image/png' };

async function contentOf(value: unknown, options: ToolOptions = {}): Promise<unknown> {
  const entry = entryOf({ ui: 'ui://shop/cart', ...options });
  return (await shapeResult(value, entry, exchangeOf(), LIMIT)).content;
}

describe('the result of a tool with a page', () => {
  it.each([
    ['text', 'one book'],
    ['a value', { books: 1 }],
    ['blocks', [image, { type: 'text', text: 'a book' }]],
  ])('stays as it is if it has text: %s', async (_name, value) => {
    expect(await contentOf(value)).toEqual(await contentOf(value, { ui: undefined as never }));
  });

  it('gets its structure as text', async () => {
    const ready = { content: [], structuredContent: { books: 1 } };
    expect(await contentOf(ready, { output: z.object({ books: z.number() }) })).toEqual([
      { type: 'text', text: '{"books":1}' },
    ]);
  });

  it('gets the name of the tool where it says nothing', async () => {
    expect(await contentOf(undefined, { title: 'Cart' })).toEqual([{ type: 'text', text: 'Cart' }]);
    expect(await contentOf(image)).toEqual([image, { type: 'text', text: 'echo' }]);
  });

  it('stays as it is if it asks the client', async () => {
    expect(await contentOf({ resultType: 'input_required' })).toBeUndefined();
  });
});
