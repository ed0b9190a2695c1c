import { ConflictException, Logger } from '@nestjs/common';
import type { ElicitAnswer, McpContext } from 'nest-mcp';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { RefundConfirmation } from './orders.schemas.js';
import { OrdersService } from './orders.service.js';
import { RefundsTools } from './refunds.tools.js';
import { StockService } from './stock.service.js';

type Answer = ElicitAnswer<RefundConfirmation>;

let orders: OrdersService;
let elicit: ReturnType<typeof vi.fn<() => Promise<Answer>>>;

beforeEach(() => {
  Logger.overrideLogger(false);
  orders = new OrdersService(new StockService());
  elicit = vi.fn<() => Promise<Answer>>();
});

const refund = (number: string) =>
  new RefundsTools(orders).refundOrder({ number }, { elicit } as unknown as McpContext);
const agreed = { action: 'accept', content: { agreed: true, reason: 'broken' } } as const;

describe('refund_order', () => {
  it('asks with the price and the customer, and refunds once the user agreed', async () => {
    elicit.mockResolvedValue(agreed);
    expect(await refund('A-1001')).toBe(
      'Order A-1001 is refunded: 1902.40 EUR go back to Castello Architects.',
    );
    expect(elicit.mock.calls).toEqual([
      [
        expect.objectContaining({
          message: expect.stringContaining('Refund 1902.40 EUR of order A-1001'),
        }),
      ],
    ]);
    expect(orders.find('A-1001').status).toBe('refunded');
  });

  it.each<Answer>([
    { action: 'accept', content: { agreed: false, reason: 'no' } },
    { action: 'decline' },
    { action: 'cancel' },
  ])('refunds nothing after %j', async (answer) => {
    elicit.mockResolvedValue(answer);
    expect(await refund('A-1001')).toBe('Nothing was refunded.');
    expect(orders.find('A-1001').status).toBe('delivered');
  });

  it('does not ask for an order that cannot be refunded', async () => {
    await expect(refund('A-1007')).rejects.toThrow(ConflictException);
    expect(elicit).not.toHaveBeenCalled();
  });

  it('refunds once, if two users agree at the same time', async () => {
    elicit.mockResolvedValue(agreed);
    const outcomes = await Promise.allSettled([refund('A-1001'), refund('A-1001')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
