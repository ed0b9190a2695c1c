import { Injectable, Module } from '@nestjs/common';
import { inputRequired } from '@modelcontextprotocol/server';
import { McpModule, Prompt, Resource, Tool, type McpContext } from 'nest-mcp';
import { z } from 'zod';
import { Condition } from '../support/condition.js';

const Name = z.object({ name: z.string().min(2) });
const Seat = z.object({ seat: z.number().int() });
const SAMPLE = {
  messages: [{ role: 'user' as const, content: { type: 'text' as const, text: 'A greeting?' } }],
  maxTokens: 20,
};
const MANUAL = inputRequired({
  inputRequests: {
    name: inputRequired.elicit({ message: 'Name?', requestedSchema: Name }),
  },
  requestState: 'asked for a name',
});

/** What handlers did, for tests to look at. */
@Injectable()
export class Bookings {
  count = 0;
  runs = 0;
  private readonly endings: string[] = [];
  private readonly ending = new Condition();

  /** A question came to nothing. */
  ended(message: string): void {
    this.endings.push(message);
    this.ending.changed();
  }

  /** Resolves as soon as a question came to nothing. */
  async firstEnding(): Promise<string> {
    await this.ending.until(() => this.endings.length > 0);
    return this.endings[0]!;
  }
}

@Injectable()
export class Desk {
  constructor(private readonly bookings: Bookings) {}

  @Tool()
  async book(_: unknown, ctx: McpContext) {
    this.bookings.runs++;
    const number = await ctx.once('number', () => ++this.bookings.count);
    const name = await ctx.elicit({ message: 'Name?', schema: Name });
    const seat = await ctx.elicit({ message: 'Seat?', schema: Seat, key: 'seat' });
    return { number, name, seat };
  }

  @Tool()
  async at_once(_: unknown, ctx: McpContext) {
    const name = ctx.elicit({ message: 'Name?', schema: Name });
    return Promise.all([name, ctx.sample(SAMPLE), ctx.roots()]);
  }

  @Tool()
  async several(_: unknown, ctx: McpContext) {
    const names: unknown[] = [];
    for (;;) {
      const answer = await ctx.elicit({ message: `Name ${names.length + 1}?`, schema: Name });
      if (answer.action !== 'accept') return names;
      names.push(answer.content.name);
    }
  }

  @Tool()
  async pay(_: unknown, ctx: McpContext) {
    const page = { message: 'Pay', url: 'https://pay.example/1', elicitationId: 'p1' };
    return ctx.elicit(page);
  }

  @Tool()
  async payToTheEnd(_: unknown, ctx: McpContext) {
    const page = { message: 'Pay', url: 'https://pay.example/2', elicitationId: 'p2' };
    const answer = await ctx.elicit(page);
    await ctx.completeElicitation('p2');
    return answer;
  }

  @Tool()
  async careful(_: unknown, ctx: McpContext) {
    try {
      return await ctx.elicit({ message: 'Name?', schema: Name });
    } catch (error) {
      this.bookings.ended(error instanceof Error ? error.message : 'unknown');
      return 'nobody answered';
    } finally {
      this.bookings.runs++;
    }
  }

  @Tool()
  manual(_: unknown, ctx: McpContext) {
    const { name } = ctx.inputResponses;
    return name ? { name, state: ctx.requestState } : MANUAL;
  }

  @Resource({ uri: 'desk://asking' })
  async resource(_: unknown, ctx: McpContext) {
    return ctx.elicit({ message: 'Name?', schema: Name });
  }

  @Resource({ uri: 'desk://manual' })
  manualResource(_: unknown, ctx: McpContext) {
    return this.manual(_, ctx);
  }

  @Prompt()
  async asking(_: unknown, ctx: McpContext) {
    return ctx.elicit({ message: 'Name?', schema: Name });
  }

  @Prompt()
  manual_prompt(_: unknown, ctx: McpContext) {
    return this.manual(_, ctx);
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'desk', version: '1.0.0', sse: true, drain: 0 })],
  providers: [Desk, Bookings],
})
export class DeskModule {}
