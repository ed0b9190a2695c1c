import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Throttle, ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { McpModule, Tool, type McpContext } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { FastExpressAdapter } from 'nest-mcp/express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSession, post, postModern } from '../support/wire/http.client.js';
import { EventReader } from '../support/wire/event.reader.js';
import { callTool, request, type Headers, type Json } from '../support/wire/rpc.messages.js';

const MINUTE = 60_000;

@Injectable()
class LimitedTools {
  @Throttle({ default: { limit: 2, ttl: MINUTE } })
  @Tool()
  limited() {
    return 'served';
  }

  @Tool()
  address(_: unknown, { ip, ips }: McpContext) {
    return { ip, ips };
  }
}

@Module({})
class ThrottledModule {
  static create(): DynamicModule {
    return {
      module: ThrottledModule,
      imports: [
        ThrottlerModule.forRoot([{ limit: 1000, ttl: MINUTE }]),
        McpModule.forRoot({ name: 'throttled', version: '1.0.0', sse: true }),
      ],
      providers: [LimitedTools, { provide: APP_GUARD, useClass: ThrottlerGuard }],
    };
  }
}

const trusting = (adapter: ExpressAdapter) => {
  adapter.getInstance<{ set(name: string, value: unknown): void }>().set('trust proxy', true);
  return adapter;
};

const ADAPTERS = {
  express: [() => new ExpressAdapter(), () => trusting(new ExpressAdapter())],
  'fast express': [() => new FastExpressAdapter(), () => trusting(new FastExpressAdapter())],
  fastify: [() => new FastifyAdapter(), () => new FastifyAdapter({ trustProxy: true })],
} as const;

async function serve(name: keyof typeof ADAPTERS, proxied: boolean) {
  const adapter = ADAPTERS[name][proxied ? 1 : 0]();
  const options = { logger: false, abortOnError: false, forceCloseConnections: true } as const;
  const root = ThrottledModule.create();
  const app = await NestFactory.create<NestExpressApplication>(root, adapter as never, options);
  onTestFinished(() => app.close());
  await app.listen(0, '127.0.0.1');
  return { app, origin: await app.getUrl() };
}

type Target = Awaited<ReturnType<typeof serve>>;
type Call = (tool: string, from: string) => Promise<Json>;

const from = (address: string): Headers => ({ 'x-forwarded-for': address });

const WAYS: Record<string, (target: Target) => Promise<Call>> = {
  modern: async (target) => async (tool, address) =>
    (await postModern(target, 'tools/call', callTool(tool), from(address))).body as Json,
  legacy: async (target) => {
    const session = await openSession(target);
    return async (tool, address) => {
      const call = request(1, 'tools/call', callTool(tool));
      return (await session.send(call, from(address))).body as Json;
    };
  },
  'HTTP+SSE': async (target) => {
    const stream = await EventReader.open(`${target.origin}/mcp/sse`);
    const { data: path } = (await stream.next()) ?? {};
    return async (tool, address) => {
      const call = request(1, 'tools/call', callTool(tool));
      await post(target, call, from(address), path).expect(202);
      return (await stream.message()) ?? {};
    };
  },
};

const SERVED = { result: { content: [{ text: 'served' }] } };
const REFUSED = {
  result: { isError: true, content: [{ text: 'ThrottlerException: Too Many Requests' }] },
};

describe.each(Object.keys(ADAPTERS) as (keyof typeof ADAPTERS)[])(
  'ThrottlerGuard on %s',
  (name) => {
    it.each(Object.keys(WAYS))('counts by address behind a trusted proxy, %s', async (way) => {
      const call = await WAYS[way]!(await serve(name, true));
      const answers = [];
      for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2']) {
        answers.push(await call('limited', address));
      }
      expect(answers).toMatchObject([SERVED, SERVED, REFUSED, SERVED]);
      expect(await call('address', '192.0.2.1, 10.0.0.1')).toMatchObject({
        result: { content: [{ text: expect.stringContaining('"ip":"192.0.2.1"') as string }] },
      });
    });

    it.each(Object.keys(WAYS))('does not believe a header without one, %s', async (way) => {
      const call = await WAYS[way]!(await serve(name, false));
      const answers = [];
      for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
        answers.push(await call('limited', address));
      }
      expect(answers).toMatchObject([SERVED, SERVED, REFUSED]);
      const { result } = (await call('address', '192.0.2.1')) as { result: Json };
      const [{ text }] = result['content'] as [{ text: string }];
      expect(JSON.parse(text)).toEqual({ ip: '127.0.0.1', ips: [] });
    });

    it('lets a client in memory call, which has no address', async () => {
      const { app } = await serve(name, false);
      const client = await connectClient(app);
      onTestFinished(() => client.close());
      expect(await client.callTool({ name: 'limited' })).toMatchObject(SERVED.result);
    });
  },
);
