import { Injectable } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { McpContext } from '../context/mcp.context.js';
import { Tool } from '../decorators/tool.decorator.js';
import { McpModule } from '../mcp.module.js';
import { connectClient } from './connect.client.js';

@Injectable()
class Tools {
  @Tool()
  who(_args: unknown, { era, transport, client }: McpContext): unknown {
    return { era, transport, client: client?.name };
  }
}

let app: TestingModule;

beforeEach(async () => {
  app = await Test.createTestingModule({
    imports: [
      McpModule.forRoot({ name: 'orders', version: '1.0.0' }),
      McpModule.forRoot({ name: 'admin', version: '2.0.0', server: 'admin', path: 'admin' }),
    ],
    providers: [Tools],
  }).compile();
});

afterEach(async () => {
  await app.close();
});

describe('connectClient', () => {
  it.each(['legacy', 'modern'] as const)('connects a client of the %s era', async (era) => {
    const client = await connectClient(app, { era });
    const { content } = await client.callTool({ name: 'who' });
    const [{ text = '' } = {}] = content as { text?: string }[];
    expect(JSON.parse(text)).toEqual({ era, transport: 'in-memory', client: 'nest-mcp-testing' });
    await client.close();
  });

  it('connects to the server of that name', async () => {
    const client = await connectClient(app, { era: 'legacy', server: 'admin' });
    expect(client.getServerVersion()).toEqual({ name: 'admin', version: '2.0.0' });
    expect((await client.listTools()).tools).toEqual([]);
    await client.close();
  });
});
