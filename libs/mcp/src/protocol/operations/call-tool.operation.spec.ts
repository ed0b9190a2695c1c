import { beforeEach, describe, expect, it, vi } from 'vitest';
import { entryOf } from '../../../test/entry.fixture.js';
import { executorOf } from '../../../test/interactive.fixture.js';
import { exchangeOf } from '../../../test/exchange.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { ToolCatalog } from '../../catalog/tool.catalog.js';
import { CallToolOperation } from './call-tool.operation.js';

const handler = vi.fn((args: unknown) => args);
let catalog: ToolCatalog;
let operation: CallToolOperation;

beforeEach(() => {
  handler.mockClear();
  catalog = new ToolCatalog(new ChangeFeed());
  catalog.add(entryOf({}, handler));
  operation = new CallToolOperation(catalog, executorOf());
});

const call = (params: Record<string, unknown>) => operation.run(exchangeOf({ params }));

describe('tools/call', () => {
  it('calls the tool with its arguments', async () => {
    const result = await call({ name: 'echo', arguments: { a: 1 } });
    expect(result).toEqual({ content: [{ type: 'text', text: '{"a":1}' }] });
  });

  it('calls it with none if none are given', async () => {
    await call({ name: 'echo' });
    expect(handler).toHaveBeenCalledWith({}, expect.anything());
  });

  it.each([undefined, null, 7, ['echo'], {}])('needs a name that is a text, not %j', (name) => {
    expect(() => call({ name })).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMS',
        message: 'Invalid params: name must be a string',
      }),
    );
  });

  it.each([false, [], 'a', 7])('needs arguments that are an object, not %j', (args) => {
    expect(() => call({ name: 'echo', arguments: args })).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMS',
        message: 'Invalid params: arguments must be an object',
      }),
    );
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(['', 'Echo', 'toString', '__proto__'])('knows no tool %o', (name) => {
    expect(() => call({ name })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_TOOL', message: `Unknown tool: ${name}` }),
    );
  });

  it('takes a disabled tool for one that is not there', () => {
    catalog.setEnabled('echo', false);
    expect(() => call({ name: 'echo' })).toThrow('Unknown tool: echo');
  });

  it('is there in both eras', () => {
    expect(operation).toMatchObject({ method: 'tools/call', eras: ['legacy', 'modern'] });
  });
});
