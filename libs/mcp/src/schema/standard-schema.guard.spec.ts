import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isStandardSchema } from './standard-schema.guard.js';

describe('isStandardSchema', () => {
  it.each([
    ['zod', z.string()],
    ['valibot', v.string()],
    ['arktype, whose schemas are functions', type('string')],
  ])('knows a schema of %s', (_, schema) => {
    expect(isStandardSchema(schema)).toBe(true);
  });

  it.each([
    ['JSON Schema', { type: 'object' }],
    ['JSON Schema that describes such a property', { '~standard': { type: 'string' } }],
    ['an odd object', { '~standard': null }],
    ['a class', class FindOrder {}],
    ['null', null],
    ['undefined', undefined],
    ['text', 'string'],
  ])('does not take %s for one', (_, value) => {
    expect(isStandardSchema(value)).toBe(false);
  });
});
