import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { inputRequired } from '@modelcontextprotocol/server';
import { type McpContext, Tool } from 'nest-mcp';
import { z } from 'zod';

// #region form
const Cancel = z.object({ number: z.string() });
const Confirmation = z.object({
  sure: z.boolean().describe('Cancel the order?'),
  reason: z.string().optional(),
});

@Injectable()
export class CancelTools {
  @Tool({ name: 'cancel_order', input: Cancel })
  async cancel({ number }: z.infer<typeof Cancel>, ctx: McpContext): Promise<string> {
    const answer = await ctx.elicit({
      message: `Cancel order ${number}?`,
      schema: Confirmation,
    });
    if (answer.action !== 'accept' || !answer.content.sure) return 'Nothing was cancelled.';
    return `Order ${number} is cancelled: ${answer.content.reason ?? 'no reason given'}`;
  }
}
// #endregion

// #region once
@Injectable()
export class BookingTools {
  private reserved = 0;

  @Tool({ name: 'book_seat' })
  async book(_args: unknown, ctx: McpContext): Promise<string> {
    const seat = await ctx.once('seat', () => ++this.reserved);
    const schema = z.object({ name: z.string() });
    const answer = await ctx.elicit({ message: `Who takes seat ${seat}?`, schema });
    return answer.action === 'accept' ? `Seat ${seat}: ${answer.content.name}` : 'Given back';
  }
}
// #endregion

// #region page
@Injectable()
export class PaymentTools {
  @Tool({ name: 'pay' })
  async pay(_args: unknown, ctx: McpContext): Promise<string> {
    const { action } = await ctx.elicit({
      message: 'Pay on our page',
      url: 'https://pay.example/order/A-1',
    });
    return action === 'accept' ? 'The page was opened.' : 'Not paid.';
  }
}
// #endregion

// #region client
@Injectable()
export class ClientTools {
  @Tool({ name: 'summarise' })
  async summarise(_args: unknown, ctx: McpContext) {
    if (!ctx.clientCapabilities.sampling) return 'This client has no model to lend.';
    const text = 'Summarise: order A-1, 3 items, shipped.';
    const { content } = await ctx.sample({
      messages: [{ role: 'user', content: { type: 'text', text } }],
      maxTokens: 100,
    });
    return content;
  }

  @Tool({ name: 'list_roots' })
  async roots(_args: unknown, ctx: McpContext) {
    return ctx.roots();
  }
}
// #endregion

// #region manual
const Amount = z.object({ amount: z.number() });

@Injectable()
export class RefundTools {
  @Tool()
  refund(_args: unknown, ctx: McpContext) {
    const answer = ctx.inputResponses['amount'];
    if (answer) return { answer, step: ctx.requestState };
    return inputRequired({
      inputRequests: {
        amount: inputRequired.elicit({ message: 'How much?', requestedSchema: Amount }),
      },
      requestState: 'asked for the amount',
    });
  }
}
// #endregion
