import { Injectable, Module } from '@nestjs/common';
import {
  Complete,
  McpModule,
  McpRegistry,
  Resource,
  ResourceTemplate,
  type McpContext,
} from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { Updates } from '../support/client.handlers.js';
import { serve } from '../support/serve.js';
import { MODERN_WAYS, WAYS } from '../support/ways.js';

@Injectable()
class Docs {
  @Resource({ uri: 'file:///docs/ein café.txt' })
  fixed(_: object, ctx: McpContext) {
    return `fixed, as ${ctx.uri}`;
  }

  @ResourceTemplate({ uriTemplate: 'file:///docs/café/{name}{?page}' })
  family({ name, page }: Record<string, string>, ctx: McpContext) {
    return { name, page, uri: ctx.uri };
  }

  @Complete({ uriTemplate: 'file:///docs/café/{name}{?page}', variable: 'name' })
  names() {
    return ['é'];
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'docs', version: '1.0.0', sse: true, drain: 0 })],
  providers: [Docs],
})
class DocsModule {}

const FIXED = 'file:///docs/ein%20caf%C3%A9.txt';
const TEMPLATE = 'file:///docs/caf%C3%A9/{name}{?page}';

describe.each(WAYS)('URIs with other than URI characters, $name', (way) => {
  const open = async () => {
    const served = await serve(DocsModule).on('express');
    return { served, client: await way.connect(served) };
  };
  const read = async (uri: string) => {
    const { client } = await open();
    const { contents } = await client.readResource({ uri });
    return contents[0] as { uri: string; text: string };
  };

  it('are listed as URIs', async () => {
    const { client } = await open();
    expect((await client.listResources()).resources).toMatchObject([{ uri: FIXED }]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toMatchObject([{ uriTemplate: TEMPLATE }]);
  });

  it.each([FIXED, 'file:///docs/ein café.txt', 'file:///docs/ein%20caf%c3%a9.txt'])(
    'are read as %s',
    async (uri) => {
      expect(await read(uri)).toMatchObject({ uri, text: `fixed, as ${uri}` });
    },
  );

  it.each(['file:///docs/caf%C3%A9/%C3%A9?page=1%202', 'file:///docs/café/é?page=1 2'])(
    'are matched as %s, which the handler sees as it was asked',
    async (uri) => {
      const { text } = await read(uri);
      expect(JSON.parse(text)).toEqual({ name: 'é', page: '1 2', uri });
    },
  );

  it.each([TEMPLATE, 'file:///docs/café/{name}{?page}'])('are completed as %s', async (uri) => {
    const { client } = await open();
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri },
      argument: { name: 'name', value: '' },
    });
    expect(completion.values).toEqual(['é']);
  });
});

describe.each(MODERN_WAYS)('changes of such resources, $name', (way) => {
  it('are told however they are written', async () => {
    const served = await serve(DocsModule).on('express');
    const client = await way.connect(served);
    const updates = new Updates(client);
    const asked = 'file:///docs/ein café.txt';
    const subscription = await client.listen({ resourceSubscriptions: [asked] });
    expect(subscription.honoredFilter).toEqual({ resourceSubscriptions: [asked] });
    served.app.get(McpRegistry).resourceUpdated(asked);
    expect(await updates.next(1)).toEqual([FIXED]);
    await subscription.close();
  });
});
