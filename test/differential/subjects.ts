import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  ProtocolError,
  Server,
  type McpServerFactory,
  type Tool,
} from '@modelcontextprotocol/server';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { McpModule, McpRegistry } from 'nest-mcp';
import { TOOLS } from './subject.tools.js';
import type { Adapter } from '../support/adapters.js';
import { serve } from '../support/serve.js';

const IDENTITY = { name: 'subject', version: '1.0.0' };
const INSTRUCTIONS = 'Compare me.';
const CAPABILITIES = { tools: { listChanged: true }, logging: {} };

@Injectable()
class SubjectTools implements OnModuleInit {
  constructor(private readonly registry: McpRegistry) {}

  onModuleInit(): void {
    for (const { name, description, inputSchema, run } of TOOLS) {
      this.registry.addTool({ name, description, input: { ...inputSchema } }, (args, ctx) =>
        run(args, {
          progress: (done, total) => ctx.progress(done, total),
          log: (level, data) => ctx.log[level](data),
        }),
      );
    }
  }
}

@Module({
  imports: [
    McpModule.forRoot({
      ...IDENTITY,
      instructions: INSTRUCTIONS,
      sessions: false,
      keepAlive: 0,
      drain: 0,
    }),
  ],
  providers: [SubjectTools],
})
export class SubjectModule {}

/** The same server, built with nothing but the SDK. */
export function createSdkServer(): Server {
  const server = new Server(IDENTITY, {
    capabilities: CAPABILITIES,
    instructions: INSTRUCTIONS,
  });
  const tools = TOOLS.map(({ run: _run, ...definition }) => definition as Tool);
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', async ({ params }, ctx) => {
    const tool = TOOLS.find(({ name }) => name === params.name);
    if (!tool) throw new ProtocolError(-32602, `Unknown tool: ${params.name}`);
    const { _meta: { progressToken } = {}, notify } = ctx.mcpReq;
    return tool.run(params.arguments ?? {}, {
      progress: async (progress, total) => {
        if (progressToken === undefined) return;
        const progressed = { progressToken, progress, total };
        await notify({ method: 'notifications/progress', params: progressed });
      },
      log: (level, data) => ctx.mcpReq.log(level, data),
    });
  });
  return server;
}

/** An endpoint to compare. */
export interface Subject {
  readonly url: URL;
  close(): Promise<void>;
}

export async function serveOurs(adapter: Adapter): Promise<Subject> {
  const served = await serve(SubjectModule).untilClosed(adapter);
  return { url: served.at('/mcp'), close: served.close };
}

export async function serveSdk(create: McpServerFactory = createSdkServer): Promise<Subject> {
  const handler = createMcpHandler(create, { keepAliveMs: 0, onerror: () => undefined });
  const handle = toNodeHandler(handler);
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    close: async () => {
      await handler.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
