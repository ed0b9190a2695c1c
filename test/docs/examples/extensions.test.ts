import { join } from 'node:path';
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OrderTable, SalesApp } from '../../../docs/examples/apps.js';
import { OrdersModule } from '../../../docs/examples/skills.js';
import { read, WORKSPACE } from '../markdown.js';
import { compile, connect, moduleWith, text } from './client.support.js';

const mimeTypes = ['text/html;profile=mcp-app'];
const WITH_UI = {
  client: { capabilities: { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes } } } },
};

afterEach(() => vi.restoreAllMocks());

describe('apps.ts', () => {
  const open = async (options = {}) =>
    connect(await compile(moduleWith(SalesApp, OrderTable)), options);

  it('has a page that hosts may show', async () => {
    const { client } = await open();
    const { contents } = await client.readResource({ uri: 'ui://orders/sales' });
    const ui = { csp: { resourceDomains: ['https://cdn.example.com'] }, prefersBorder: true };
    expect(contents).toMatchObject([{ mimeType: mimeTypes[0], _meta: { ui } }]);
  });

  it('has tools that name it', async () => {
    const { client, call } = await open();
    const { tools } = await client.listTools();
    expect(tools.map(({ _meta }) => _meta?.['ui'])).toEqual([
      { resourceUri: 'ui://orders/sales' },
      { resourceUri: 'ui://orders/sales', visibility: ['app'] },
      { resourceUri: 'ui://orders/table' },
    ]);
    expect(await call('show_sales')).toMatchObject({
      content: text('{"currency":"EUR","total":1250}'),
      structuredContent: { total: 1250 },
    });
    expect(await call('refresh_sales')).toMatchObject({ structuredContent: { total: 1300 } });
  });

  it('tells more where there is no page', async () => {
    const shown = await (await open(WITH_UI)).call('show_orders');
    expect(shown.content).toEqual(text('2 orders, shown as a table.'));
    const told = await (await open()).call('show_orders');
    expect(told.content).toEqual(text('A-1,12.5\nA-2,30'));
  });
});

describe('skills.ts', () => {
  const open = async () => {
    // Where the application would be started, with its folder of skills.
    vi.spyOn(process, 'cwd').mockReturnValue(join(WORKSPACE, 'test/extensions'));
    const { client } = await connect(await compile(OrdersModule));
    return new SkillsClient(client);
  };

  it('offers what the folder has, and what the method returns', async () => {
    const skills = await open();
    const { skills: listed } = await skills.list();
    expect(listed.map(({ uri }) => uri)).toEqual([
      'skill://acme/returns/SKILL.md',
      'skill://refunds/SKILL.md',
      'skill://answer-complaints/SKILL.md',
    ]);
    const codes = await skills.read(listed[2]!, 'references/codes.md');
    expect(codes.text).toBe('- D: damaged\n- L: late');
  });

  it('has a folder as the document shows it', async () => {
    const skills = await open();
    const { skill } = await skills.get('skill://refunds/SKILL.md');
    const { text: shown } = await skills.read(skill);
    expect(read('docs/extensions.md')).toContain(`\`\`\`md\n${shown}\`\`\``);
  });
});
