import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { toStandardJsonSchema } from '@valibot/to-json-schema';
import { type } from 'arktype';
import { type InferOutput, type JsonSchema, Tool } from 'nest-mcp';
import * as v from 'valibot';
import { z } from 'zod';

// #region zod
const FindOrder = z.object({ number: z.string().min(3).describe('Number of the order') });
// #endregion

// #region valibot
const CancelOrder = toStandardJsonSchema(
  v.object({ number: v.string(), reason: v.optional(v.string(), 'none given') }),
);
// #endregion

// #region arktype
const ShipOrder = type({ number: 'string', 'express?': 'boolean' });
// #endregion

// #region json
const ListOrders = {
  type: 'object',
  properties: { limit: { type: 'integer', minimum: 1, maximum: 100 } },
  additionalProperties: false,
} as const satisfies JsonSchema;
// #endregion

// #region tools
@Injectable()
export class SchemaTools {
  @Tool({ name: 'find_order', input: FindOrder })
  find({ number }: InferOutput<typeof FindOrder>) {
    return { number };
  }

  @Tool({ name: 'cancel_order', input: CancelOrder })
  cancel({ number, reason }: InferOutput<typeof CancelOrder>) {
    return { number, reason };
  }

  @Tool({ name: 'ship_order', input: ShipOrder })
  ship({ number, express = false }: InferOutput<typeof ShipOrder>) {
    return { number, express };
  }

  @Tool({ name: 'list_orders', input: ListOrders })
  list({ limit = 10 }: { limit?: number }) {
    return { limit };
  }
}
// #endregion
