import type { ServerResponse } from 'node:http';
import {
  HttpException,
  Injectable,
  Module,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type MiddlewareConsumer,
  type NestInterceptor,
  type NestModule,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { McpArgumentsHost } from 'nest-mcp';
import type { Observable } from 'rxjs';
import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { expectServed, openSession, post, postModern } from '../support/wire/http.client.js';
import { callTool, initialize } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Handler } from '../support/wire/served.app.js';

interface SignedIn {
  user?: string;
  headers: Record<string, string | undefined>;
}

/** Signs in who sends a token, as a guard of Passport would. */
@Injectable()
class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (McpArgumentsHost.isMcp(context)) return true;
    const request = context.switchToHttp().getRequest<SignedIn>();
    const token = request.headers['authorization'];
    if (!token) throw new HttpException('who are you?', 401);
    request.user = token.replace('Bearer ', '');
    return request.user !== 'mallory';
  }
}

@Injectable()
class StampInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    context.switchToHttp().getRequest<SignedIn>().user = 'stamped';
    return next.handle();
  }
}

@Module({})
class MiddlewareModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    const stamp = (request: Record<string, unknown>, _: unknown, next: () => void) => {
      request['stamped'] = 'by middleware';
      next();
    };
    consumer.apply(stamp).forRoutes('*all');
  }
}

const whoami: Handler = (_, ctx) => (ctx.request as SignedIn).user ?? 'nobody';
const CALL = callTool('whoami');

describe.each(ADAPTER_NAMES)('a guard of the endpoint on %s', (adapter) => {
  const guarded = () =>
    serve(adapter, {
      mcp: { sse: true, controllerDecorators: [UseGuards(TokenGuard)] },
      tools: { whoami },
    });

  it('refuses requests before anything of them is read', async () => {
    const served = await guarded();
    const answer = await post(served, '{', {}).expect(401);
    expect(answer.body).toEqual({ statusCode: 401, message: 'who are you?' });
    const agent = supertest(served.origin);
    await agent.get('/mcp').expect(401);
    await agent.delete('/mcp').expect(401);
    await agent.get('/mcp/sse').expect(401);
    await agent.post('/mcp/messages').expect(401);
    await post(served, initialize(), { authorization: 'Bearer mallory' }).expect(403);
  });

  it('lets handlers of both eras see what it found', async () => {
    const served = await guarded();
    const ada = { authorization: 'Bearer ada' };
    const modern = await postModern(served, 'tools/call', CALL, ada).expect(200);
    expect(modern.body.result.content[0].text).toBe('ada');
    const opened = await post(served, initialize(), ada).expect(200);
    const session = { 'mcp-session-id': opened.headers['mcp-session-id'] as string };
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: CALL };
    const legacy = await post(served, call, { ...session, ...ada }).expect(200);
    expect(legacy.body.result.content[0].text).toBe('ada');
    await post(served, call, session).expect(401);
    const bob = await post(served, call, { ...session, authorization: 'Bearer bob' });
    expect(bob.body.result.content[0].text).toBe('bob');
  });
});

describe.each(ADAPTER_NAMES)('the rest of Nest on %s', (adapter) => {
  it('applies global guards', async () => {
    const providers = [{ provide: APP_GUARD, useClass: TokenGuard }];
    const served = await serve(adapter, { providers, tools: { whoami } });
    await postModern(served, 'tools/call', CALL).expect(401);
    const ada = { authorization: 'Bearer ada' };
    const answer = await postModern(served, 'tools/call', CALL, ada).expect(200);
    expect(answer.body.result.content[0].text).toBe('ada');
  });

  it('applies interceptors', async () => {
    const decorators = [UseInterceptors(StampInterceptor)];
    const served = await serve(adapter, {
      mcp: { controllerDecorators: decorators },
      tools: { whoami },
    });
    const answer = await postModern(served, 'tools/call', CALL).expect(200);
    expect(answer.body.result.content[0].text).toBe('stamped');
    await expectServed(served);
  });

  it('applies middleware of modules', async () => {
    const stamp: Handler = (_, ctx) => {
      const request = ctx.request as { stamped?: string; raw?: { stamped?: string } };
      return request.stamped ?? request.raw?.stamped ?? 'nobody';
    };
    const served = await serve(adapter, {
      imports: [{ module: MiddlewareModule }],
      tools: { stamp },
    });
    const answer = await postModern(served, 'tools/call', callTool('stamp')).expect(200);
    expect(answer.body.result.content[0].text).toBe('by middleware');
    const session = await openSession(served);
    const legacy = await session.request(1, 'tools/call', callTool('stamp')).expect(200);
    expect(legacy.body.result.content[0].text).toBe('by middleware');
  });

  it('keeps headers that plugins and middleware set', async () => {
    const served = await serve(adapter, {
      configure: (app) => {
        if (adapter !== 'fastify') {
          app.use((_: unknown, response: ServerResponse, next: () => void) => {
            response.setHeader('x-set-before', 'yes');
            next();
          });
          return;
        }
        const http = app.getHttpAdapter() as unknown as FastifyAdapter;
        http
          .getInstance()
          .addHook('onRequest', async (_, reply) => void reply.header('x-set-before', 'yes'));
      },
    });
    const session = await openSession(served);
    const answers = [
      await session.request(1, 'ping').expect(200),
      await postModern(served, 'tools/list').expect(200),
      await post(served, '{').expect(400),
      await supertest(served.origin).delete('/mcp').set(session.headers).expect(204),
    ];
    for (const { headers } of answers) expect(headers['x-set-before']).toBe('yes');
  });

  it('gives handlers the headers of their own request', async () => {
    const header: Handler = (_, ctx) => String(ctx.headers['x-mine']);
    const served = await serve(adapter, { tools: { header } });
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((mine) =>
        postModern(served, 'tools/call', callTool('header'), { 'x-mine': mine }),
      ),
    );
    expect(answers.map(({ body }) => body.result.content[0].text)).toEqual(['a', 'b', 'c']);
  });
});
