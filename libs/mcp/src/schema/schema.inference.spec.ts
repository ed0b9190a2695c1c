import { toStandardJsonSchema } from '@valibot/to-json-schema';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { InferInput, InferOutput } from './schema.inference.js';
import type { JsonSchema, McpSchema } from './schema.types.js';

// Their types are what is tested; `npm run typecheck` fails where one is wrong.
const zod = z.object({ sku: z.string(), quantity: z.string().transform(Number) });
const valibot = toStandardJsonSchema(
  v.object({ sku: v.string(), quantity: v.optional(v.number(), 1) }),
);
const arktype = type({ sku: 'string', quantity: 'string.numeric.parse' });
const json = { type: 'object', properties: { sku: { type: 'string' } } } as const;

function accepts(schema: McpSchema): McpSchema {
  return schema;
}

describe('InferInput and InferOutput', () => {
  it('read the types of zod', () => {
    expectTypeOf<InferInput<typeof zod>>().toEqualTypeOf<{ sku: string; quantity: string }>();
    expectTypeOf<InferOutput<typeof zod>>().toEqualTypeOf<{ sku: string; quantity: number }>();
  });

  it('read the types of valibot', () => {
    expectTypeOf<InferInput<typeof valibot>>().toEqualTypeOf<{
      sku: string;
      quantity?: number | undefined;
    }>();
    expectTypeOf<InferOutput<typeof valibot>>().toEqualTypeOf<{ sku: string; quantity: number }>();
  });

  it('read the types of arktype', () => {
    expectTypeOf<InferInput<typeof arktype>>().toEqualTypeOf<{ sku: string; quantity: string }>();
    expectTypeOf<InferOutput<typeof arktype>>().toEqualTypeOf<{ sku: string; quantity: number }>();
  });

  it('give a record for JSON Schema', () => {
    expectTypeOf<InferInput<JsonSchema>>().toEqualTypeOf<Record<string, unknown>>();
    expectTypeOf<InferOutput<typeof json>>().toEqualTypeOf<Record<string, unknown>>();
  });
});

describe('McpSchema', () => {
  it('takes schemas of each library, and JSON Schema', () => {
    for (const schema of [zod, valibot, arktype, json]) {
      expectTypeOf(accepts(schema)).toEqualTypeOf<McpSchema>();
    }
  });

  it('does not take a class', () => {
    class FindOrder {
      declare sku: string;
    }
    // @ts-expect-error -- a class is no schema
    accepts(FindOrder);
  });
});
