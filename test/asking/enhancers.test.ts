import {
  Catch,
  Injectable,
  Module,
  UseFilters,
  UseInterceptors,
  type ExceptionFilter,
  type NestInterceptor,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { inputRequired } from '@modelcontextprotocol/server';
import { McpModule, Prompt, Resource, Tool, ToolError, type McpContext } from 'nest-mcp';
import { concatMap, map, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answers } from '../support/client.handlers.js';
import { textOf } from '../support/clients/test.client.js';
import { serve } from '../support/serve.js';
import { WAYS, type Way } from '../support/ways.js';

const Name = z.object({ name: z.string() });

/** What many applications have: one form for all results, one for all errors. */
const wrapping: NestInterceptor = {
  intercept: (_, next) => next.handle().pipe(map((value: unknown) => ({ wrapped: value }))),
};
const failing: NestInterceptor = {
  intercept: (_, next) => {
    const refuse = () => throwError(() => new Error('nothing may leave'));
    return next.handle().pipe(concatMap((value) => (isAnswer(value) ? [value] : refuse())));
  },
};
const isAnswer = (value: unknown) => typeof value === 'string';

@Catch()
class EverythingFilter implements ExceptionFilter {
  catch(): never {
    throw new ToolError('something happened');
  }
}

const manual = (ctx: McpContext) => {
  const answer = ctx.inputResponses['name'] as { content: z.infer<typeof Name> } | undefined;
  if (answer) return `Hello ${answer.content.name}`;
  const name = inputRequired.elicit({ message: 'Name?', requestedSchema: Name });
  return inputRequired({ inputRequests: { name } });
};

async function ask(ctx: McpContext): Promise<string> {
  const answer = await ctx.elicit({ message: 'Name?', schema: Name });
  return answer.action === 'accept' ? `Hello ${answer.content.name}` : answer.action;
}

@Injectable()
@UseFilters(EverythingFilter)
class Greetings {
  @Tool()
  asking(_: unknown, ctx: McpContext) {
    return ask(ctx);
  }

  @Tool()
  returning(_: unknown, ctx: McpContext) {
    return manual(ctx);
  }

  @Tool()
  @UseInterceptors(failing)
  guarded(_: unknown, ctx: McpContext) {
    return manual(ctx);
  }

  @Resource({ uri: 'greetings://asking' })
  asked(_: unknown, ctx: McpContext) {
    return ask(ctx);
  }

  @Resource({ uri: 'greetings://returning' })
  returned(_: unknown, ctx: McpContext) {
    return manual(ctx);
  }

  @Prompt()
  asking_prompt(_: unknown, ctx: McpContext) {
    return ask(ctx);
  }

  @Prompt()
  returning_prompt(_: unknown, ctx: McpContext) {
    return manual(ctx);
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'greetings', version: '1.0.0', sse: true, drain: 0 })],
  providers: [Greetings, { provide: APP_INTERCEPTOR, useValue: wrapping }],
})
class GreetingsModule {}

async function open(way: Way) {
  const served = await serve(GreetingsModule).on('express');
  const client = await way.connect(served, { elicitation: { form: {} } });
  answers(client, 'elicitation/create', () => ({ action: 'accept', content: { name: 'Ada' } }));
  return client;
}

const GREETING = JSON.stringify({ wrapped: 'Hello Ada' });

describe.each(WAYS)('questions pass interceptors and filters, $name', (way) => {
  it.each(['asking', 'returning', 'guarded'])('of the tool %s', async (name) => {
    const client = await open(way);
    expect(textOf(await client.callTool({ name }))).toBe(GREETING);
  });

  it.each(['asking', 'returning'])('of the resource %s', async (name) => {
    const client = await open(way);
    const { contents } = await client.readResource({ uri: `greetings://${name}` });
    expect(contents).toMatchObject([{ text: GREETING }]);
  });

  it.each(['asking', 'returning'])('of the prompt %s', async (name) => {
    const client = await open(way);
    const { messages } = await client.getPrompt({ name: `${name}_prompt` });
    expect(messages).toMatchObject([{ content: { text: GREETING } }]);
  });
});
