import { describe, expect, it } from 'vitest';
import { GuardedTools } from '../../../docs/examples/enhancers.js';
import { FailingTools } from '../../../docs/examples/failures.js';
import { AppModule as FirstModule } from '../../../docs/examples/first-tool.js';
import { ReportTools } from '../../../docs/examples/long-calls.js';
import { AppModule as PackageModule } from '../../../docs/examples/package-readme.js';
import { PlainTools, StructuredTools } from '../../../docs/examples/results.js';
import { SchemaTools } from '../../../docs/examples/schemas.js';
import { compile, connect, moduleWith, text } from './client.support.js';

describe.each([
  ['first-tool.ts', FirstModule],
  ['package-readme.ts', PackageModule],
])('%s', (_, module) => {
  it('greets', async () => {
    const { call } = await connect(await compile(module));
    expect(await call('greet', { name: 'Ada' })).toMatchObject({ content: text('Hello Ada') });
  });
});

describe('schemas.ts', () => {
  it.each([
    ['find_order', { number: 'A-1' }, { number: 'A-1' }],
    ['cancel_order', { number: 'A-1' }, { number: 'A-1', reason: 'none given' }],
    ['ship_order', { number: 'A-1' }, { number: 'A-1', express: false }],
    ['list_orders', { limit: 5 }, { limit: 5 }],
  ])('lets %s work with what its schema yields', async (name, args, result) => {
    const { call } = await connect(await compile(moduleWith(SchemaTools)));
    expect(await call(name, args)).toMatchObject({ content: text(JSON.stringify(result)) });
  });

  it.each([
    ['find_order', { number: 'A' }, 'number: Too small: expected string to have >=3 characters'],
    ['cancel_order', {}, 'number: Invalid key: Expected "number" but received undefined'],
    ['ship_order', { number: 4 }, 'number: must be a string (was a number)'],
    ['list_orders', { limit: 500 }, 'limit: must be <= 100'],
  ])('tells the model what %s does not take', async (name, args, problem) => {
    const { call } = await connect(await compile(moduleWith(SchemaTools)));
    expect(await call(name, args)).toMatchObject({
      isError: true,
      content: text(`Invalid arguments for tool '${name}':\n- ${problem}`),
    });
  });
});

describe('results.ts', () => {
  it.each([
    ['text', text('as it is')],
    ['value', text('{"as":"JSON text"}')],
    ['picture', [{ type: 'image', data: 'AQID', mimeType: 'image/png' }]],
    ['file', [{ type: 'resource', resource: { mimeType: 'text/csv', text: 'a,b' } }]],
    ['parts', [...text('one'), ...text('two')]],
    ['result', text('an MCP result')],
  ])('%s', async (name, content) => {
    const { call } = await connect(await compile(moduleWith(PlainTools)));
    expect(await call(name)).toMatchObject({ content });
  });

  it('sends a structured result twice, as the protocol asks', async () => {
    const { call } = await connect(await compile(moduleWith(StructuredTools)));
    const order = { number: 'A-1', total: 12.5 };
    expect(await call('get_order')).toMatchObject({
      structuredContent: order,
      content: text(JSON.stringify(order)),
    });
  });

  it('wraps a list for 2025-era clients only', async () => {
    const app = await compile(moduleWith(StructuredTools));
    const modern = await connect(app);
    expect(await modern.call('list_numbers')).toHaveProperty('structuredContent', ['A-1']);
    const legacy = await connect(app, { era: 'legacy' });
    expect(await legacy.call('list_numbers')).toHaveProperty('structuredContent', {
      result: ['A-1'],
    });
  });
});

describe('failures.ts', () => {
  it.each([
    ['closed', 'The shop is closed; try again after 09:00 UTC.'],
    ['missing', 'No order has this number.'],
    ['broken', expect.stringMatching(/^The tool 'broken' failed on the server\. Correlation id: /)],
  ])('%s', async (name, message: string) => {
    const { call } = await connect(await compile(moduleWith(FailingTools)));
    expect(await call(name)).toMatchObject({ isError: true, content: text(message) });
  });

  it('answers a protocol error for the whole request', async () => {
    const { call } = await connect(await compile(moduleWith(FailingTools)));
    await expect(call('refused')).rejects.toMatchObject({ code: -32602, message: 'Not this way.' });
  });
});

describe('long-calls.ts', () => {
  it('reports progress, then logs, then answers', async () => {
    const app = await compile(moduleWith(ReportTools));
    const { client } = await connect(app, { era: 'legacy' });
    const seen: unknown[] = [];
    client.setNotificationHandler('notifications/message', ({ params }) => void seen.push(params));
    const onprogress = (progress: unknown) => void seen.push(progress);
    const result = await client.callTool({ name: 'yearly_report', arguments: {} }, { onprogress });
    expect(result).toMatchObject({ content: text('78 rows') });
    expect(seen).toHaveLength(13);
    expect(seen[0]).toEqual({ progress: 1, total: 12, message: 'month 1' });
    expect(seen[12]).toEqual({ level: 'info', logger: 'reports', data: { rows: 78 } });
  });
});

describe('enhancers.ts', () => {
  it('passes a call through pipe and interceptor', async () => {
    const { call } = await connect(await compile(moduleWith(GuardedTools)));
    const result = { value: { number: 'A-1', era: 'modern' }, transport: 'in-memory' };
    expect(await call('find_order', { number: 'a-1' })).toMatchObject({
      content: text(JSON.stringify(result)),
    });
  });

  it.each([
    ['the guard', 'X-0', 'Forbidden resource'],
    ['the filter', '123456789', 'Out of range: numbers have 8 characters at most'],
  ])('lets %s answer', async (_, number, message) => {
    const { call } = await connect(await compile(moduleWith(GuardedTools)));
    expect(await call('find_order', { number })).toMatchObject({
      isError: true,
      content: text(message),
    });
  });
});
