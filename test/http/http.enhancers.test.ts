import {
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Injectable,
  Module,
  type NestInterceptor,
  NotFoundException,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { McpModule, Tool } from 'nest-mcp';
import { tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve } from '../support/serve.js';
import { openSession, postModern } from '../support/wire/http.client.js';
import { callTool } from '../support/wire/rpc.messages.js';

interface HttpResponse {
  statusCode: number;
  header(name: string, value: string): HttpResponse;
  setHeader(name: string, value: string): HttpResponse;
  status(code: number): HttpResponse;
  json(body: unknown): HttpResponse;
  once(event: string, listener: () => void): HttpResponse;
}

const responseOf = (host: ArgumentsHost) => host.switchToHttp().getResponse<HttpResponse>();

@Injectable()
class CountingGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    responseOf(context).header('X-Remaining', '7').statusCode = 429;
    return true;
  }
}

@Injectable()
class TimingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    const response = responseOf(context).once('finish', () => undefined);
    return next.handle().pipe(tap(() => response.setHeader('X-Took', '1')));
  }
}

/** As Nest's documentation has it. */
@Catch()
class EverythingFilter implements ExceptionFilter {
  constructor(private readonly host: HttpAdapterHost) {}

  catch(_: unknown, host: ArgumentsHost): void {
    this.host.httpAdapter.reply(responseOf(host), { statusCode: 500 }, 500);
  }
}

@Catch()
class ReturningFilter implements ExceptionFilter {
  catch(_: unknown, host: ArgumentsHost): unknown {
    return responseOf(host).status(500).json({ oops: true });
  }
}

@Injectable()
@UseGuards(CountingGuard)
@UseInterceptors(TimingInterceptor)
class ShopTools {
  @Tool()
  served(): string {
    return 'served';
  }

  @Tool()
  @UseFilters(EverythingFilter)
  replied(): never {
    throw new NotFoundException('No order 7');
  }

  @Tool()
  @UseFilters(ReturningFilter)
  returned(): never {
    throw new NotFoundException('No order 8');
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'shop', version: '1.0.0' })],
  providers: [ShopTools, CountingGuard, TimingInterceptor, EverythingFilter, ReturningFilter],
})
class ShopModule {}

describe.each(ADAPTER_NAMES)('what is written for HTTP on %s', (adapter) => {
  it('may do to the response what it likes, without effect', async () => {
    const { at } = await serve(ShopModule).on(adapter);
    const target = { origin: at('/').origin };
    const session = await openSession(target);
    const ask = {
      modern: (name: string) => postModern(target, 'tools/call', callTool(name)),
      legacy: (name: string) => session.request(1, 'tools/call', callTool(name)),
    };
    for (const call of Object.values(ask)) {
      const answer = await call('served').expect(200);
      expect(answer.body.result.content).toEqual([{ type: 'text', text: 'served' }]);
      expect(answer.headers).not.toHaveProperty('x-remaining');
      for (const [name, text] of [
        ['replied', 'No order 7'],
        ['returned', 'No order 8'],
      ] as const) {
        const { body } = await call(name).expect(200);
        expect(body.result).toMatchObject({ isError: true, content: [{ type: 'text', text }] });
      }
    }
  });
});
