import {
  Catch,
  HttpException,
  HttpStatus,
  Injectable,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { Complete, Prompt, Resource, Tool, ToolError, type McpContext } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { nextStrayRejection } from '../support/wire/stray.rejection.js';
import { callTool, type Json } from '../support/wire/rpc.messages.js';
import { serve, type Served } from '../support/wire/served.app.js';
import { SURFACES } from '../support/wire/surfaces.js';
import { expectUnharmed, SECRET } from '../support/wire/well.behaved.js';

/** "Catch everything" of Nest's documentation of exception filters, word for word. */
@Catch()
class CatchEverythingFilter implements ExceptionFilter {
  constructor(private readonly httpAdapterHost: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const { httpAdapter } = this.httpAdapterHost;
    const ctx = host.switchToHttp();
    const httpStatus =
      exception instanceof HttpException ? exception.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR;
    const responseBody = {
      statusCode: httpStatus,
      timestamp: new Date().toISOString(),
      path: httpAdapter.getRequestUrl(ctx.getRequest()) as string,
    };
    httpAdapter.reply(ctx.getResponse(), responseBody, httpStatus);
  }
}

/** "Inheritance" of Nest's documentation. */
@Catch()
class AllExceptionsFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void {
    // oxlint-disable-next-line promise/valid-params -- it is no promise
    super.catch(exception, host);
  }
}

/** What monitoring vendors tell people to add: reports, then answers as Nest does. */
@Catch()
class MonitoringFilter implements ExceptionFilter {
  private readonly nest: BaseExceptionFilter;

  constructor({ httpAdapter }: HttpAdapterHost) {
    this.nest = new BaseExceptionFilter(httpAdapter);
  }

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    await Promise.resolve();
    // oxlint-disable-next-line promise/valid-params -- it is no promise
    this.nest.catch(exception, host);
  }
}

/** The first filter of Nest's documentation, for all errors. */
@Catch()
class ResponseFilter implements ExceptionFilter {
  catch(_exception: unknown, host: ArgumentsHost): unknown {
    interface Response {
      status(code: number): { json(body: object): unknown };
    }
    const response = host.switchToHttp().getResponse<Response>();
    return response.status(500).json({ statusCode: 500 });
  }
}

/** Where a filter finds a request, and where there is none. */
const WAYS = [
  'Streamable HTTP, legacy',
  'Streamable HTTP, modern',
  'HTTP+SSE',
  'stdio, modern',
] as const satisfies readonly (keyof typeof SURFACES)[];

const FILTERS = { CatchEverythingFilter, AllExceptionsFilter, MonitoringFilter, ResponseFilter };
const FILTER_NAMES = Object.keys(FILTERS) as (keyof typeof FILTERS)[];

const ERRORS: Record<string, () => Error> = {
  ToolError: () => new ToolError('The shop is closed.'),
  NotFoundException: () => new NotFoundException('The shop is closed.'),
  Error: () => new Error(SECRET),
};
let error: () => Error;

const ARGUMENTS = { type: 'object', properties: { a: { type: 'string' } } } as const;

function fail(): never {
  throw error();
}

@Injectable()
class Shop {
  @Tool() tool(): never {
    return fail();
  }

  @Tool() async later(): Promise<never> {
    return fail();
  }

  @Tool() async asks(_args: unknown, ctx: McpContext): Promise<string> {
    return JSON.stringify(await ctx.elicit({ message: 'Sure?', url: 'https://shop.example' }));
  }

  @Resource({ uri: 'test://resource' }) resource(): never {
    return fail();
  }

  @Prompt({ input: ARGUMENTS }) prompt(): never {
    return fail();
  }

  @Complete({ prompt: 'prompt', argument: 'a' }) completer(): never {
    return fail();
  }
}

const REQUESTS: Record<string, readonly [method: string, params: Json]> = {
  tool: ['tools/call', callTool('tool')],
  later: ['tools/call', callTool('later', { headersSent: true, status: 'open' })],
  resource: ['resources/read', { uri: 'test://resource' }],
  prompt: ['prompts/get', { name: 'prompt' }],
  completer: [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'prompt' }, argument: { name: 'a', value: '' } },
  ],
};

async function start(filter: keyof typeof FILTERS, adapter: (typeof ADAPTER_NAMES)[number]) {
  const providers = [Shop, { provide: APP_FILTER, useClass: FILTERS[filter] }];
  return serve(adapter, { mcp: { sse: true }, providers });
}

/** These answer over HTTP, on a response without effect. */
const SILENT: readonly string[] = ['CatchEverythingFilter', 'ResponseFilter', 'AsyncFilter'];

function expectCause(served: Served, filter: string, method: string, name: string) {
  const text = name === 'Error' ? SECRET : 'The shop is closed.';
  if (!SILENT.includes(filter)) {
    const line = served.logs.lines.find((one) => one.includes(`filter of Shop#${method} failed`));
    expect(line).toContain(`${name}: ${text}`);
  }
  // What a client is shown is no failure of the server.
  else if (name === 'Error') expect(served.logs.has(text)).toBe(true);
}

describe.each(ADAPTER_NAMES)('on %s, a global filter for HTTP', (adapter) => {
  it.each(
    FILTER_NAMES.flatMap((filter) => Object.keys(ERRORS).map((name) => [filter, name] as const)),
  )('(%s) leaves the answer to %s as it is, and the log has both', async (filter, name) => {
    error = ERRORS[name]!;
    const stray = nextStrayRejection();
    const served = await start(filter, adapter);
    for (const surface of WAYS) {
      const wire = await SURFACES[surface](served);
      for (const [method, request] of Object.entries(REQUESTS)) {
        const answer = await wire.ask(wire.request(...request));
        const shown =
          name === 'Error'
            ? expect.stringContaining('Correlation id: ')
            : expect.stringContaining('The shop is closed.');
        expect(answer, method).toMatchObject(
          request[0] === 'tools/call'
            ? { result: { isError: true, content: [{ text: shown }] } }
            : { error: { message: shown } },
        );
        expect(JSON.stringify(answer)).not.toContain('hunter2');
        expectCause(served, filter, method, name);
      }
      await expectUnharmed(served, wire);
    }
    await expect(Promise.race([stray, Promise.resolve('none')])).resolves.toBe('none');
  });

  it.each(FILTER_NAMES)('(%s) does not see a call that waits for its user', async (filter) => {
    const served = await start(filter, adapter);
    const wire = await SURFACES['Streamable HTTP, modern'](served);
    const capabilities = { clientCapabilities: { elicitation: { url: {} } } };
    const _meta = Object.fromEntries(
      Object.entries(capabilities).map(([key, value]) => [`io.modelcontextprotocol/${key}`, value]),
    );
    const answer = await wire.ask(wire.request('tools/call', callTool('asks', {}, _meta)));
    expect(answer).toMatchObject({ result: { resultType: 'input_required' } });
    expect(served.logs.has('failed')).toBe(false);
  });
});
