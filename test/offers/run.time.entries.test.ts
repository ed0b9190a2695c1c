import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/serve.js';
import { WAYS } from '../support/ways.js';
import { OffersModule } from './offers.module.js';

const NOT_FOUND = { code: expect.toBeOneOf([-32002, -32602]) as unknown };

describe.each(WAYS)('what is offered at run time, $name', (way) => {
  async function open() {
    const { app, ...served } = await serve(OffersModule).on('express');
    const registry = app.get(McpRegistry);
    registry.addResource({ uri: 'app://first' }, () => 'one');
    registry.addPrompt(
      { name: 'plan', input: { type: 'object', properties: { city: {} } } },
      () => 'plan',
    );
    return { registry, client: await way.connect({ ...served, app }) };
  }

  it('may be templates with completers, whose handlers see the URI', async () => {
    const { registry, client } = await open();
    registry.addResourceTemplate(
      { uriTemplate: 'app://by-id/{id}{?x}', name: 'by id' },
      ({ id }, ctx) => ({
        id,
        uri: ctx.uri,
      }),
    );
    registry.addCompleter({ uriTemplate: 'app://by-id/{id}{?x}', variable: 'id' }, ({ value }) => [
      `${value}1`,
    ]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toEqual([{ uriTemplate: 'app://by-id/{id}{?x}', name: 'by id' }]);
    const { contents } = await client.readResource({ uri: 'app://by-id/7?x=%41' });
    expect(JSON.parse((contents[0] as { text: string }).text)).toEqual({
      id: '7',
      uri: 'app://by-id/7?x=%41',
    });
    expect(registry.disableResourceTemplate('app://by-id/{id}{?x}')).toBe(true);
    await expect(client.readResource({ uri: 'app://by-id/7' })).rejects.toMatchObject(NOT_FOUND);
  });

  it('may be hidden and shown again', async () => {
    const { registry, client } = await open();
    registry.disableResource('app://first');
    registry.disablePrompt('plan');
    expect((await client.listResources()).resources).toEqual([]);
    expect((await client.listPrompts()).prompts).toEqual([]);
    await expect(client.readResource({ uri: 'app://first' })).rejects.toMatchObject(NOT_FOUND);
    await expect(client.getPrompt({ name: 'plan' })).rejects.toMatchObject({ code: -32602 });
    registry.enableResource('app://first');
    registry.enablePrompt('plan');
    expect((await client.readResource({ uri: 'app://first' })).contents).toHaveLength(1);
    expect((await client.getPrompt({ name: 'plan' })).messages).toHaveLength(1);
  });

  it('may be replaced', async () => {
    const { registry, client } = await open();
    registry.setResource({ uri: 'app://first', title: 'New' }, () => 'two');
    registry.setPrompt({ name: 'plan', title: 'New' }, () => 'new plan');
    expect((await client.listResources()).resources).toMatchObject([{ title: 'New' }]);
    expect((await client.readResource({ uri: 'app://first' })).contents).toMatchObject([
      { text: 'two' },
    ]);
    expect((await client.getPrompt({ name: 'plan' })).messages).toMatchObject([
      { content: { text: 'new plan' } },
    ]);
  });
});
