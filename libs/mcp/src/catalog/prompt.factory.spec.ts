import { type } from 'arktype';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sourceOf } from '../../test/source.fixture.js';
import type { PromptOptions } from '../decorators/prompt.decorator.js';
import { createPromptEntry } from './prompt.factory.js';

const argumentsOf = (input: PromptOptions['input']) =>
  createPromptEntry(sourceOf<PromptOptions>(input === undefined ? {} : { input })).definition.modern
    .arguments;

describe('a prompt', () => {
  it('is listed with what was said of it, in both eras', () => {
    const options = {
      name: 'plan',
      title: 'Plan',
      description: 'Plans a trip',
      icons: [{ src: 'https://example.com/a.png' }],
      _meta: { 'a.example/b': 1 },
    };
    const entry = createPromptEntry(sourceOf(options));
    expect(entry).toMatchObject({
      key: 'plan',
      origin: 'Offers#run',
      definition: { legacy: options, modern: options },
      description: 'Plans a trip',
      input: undefined,
    });
  });

  it('has the name of its method, and nothing that was not said', () => {
    expect(createPromptEntry(sourceOf({})).definition.legacy).toStrictEqual({ name: 'run' });
  });

  it('may have any name: the protocol limits those of tools only', () => {
    expect(createPromptEntry(sourceOf({ name: 'Trip — short' })).key).toBe('Trip — short');
  });
});

describe('the arguments of a prompt', () => {
  it('are none without a schema', () => {
    expect(argumentsOf(undefined)).toBeUndefined();
  });

  it('come from zod', () => {
    const input = z.object({
      city: z.string().describe('Where to').meta({ title: 'City' }),
      days: z.coerce.number().default(3),
      note: z.string().optional(),
    });
    expect(argumentsOf(input)).toEqual([
      { name: 'city', title: 'City', description: 'Where to', required: true },
      { name: 'days', required: false },
      { name: 'note', required: false },
    ]);
  });

  it('come from arktype', () => {
    expect(argumentsOf(type({ city: 'string', 'note?': 'string' }))).toEqual([
      { name: 'city', required: true },
      { name: 'note', required: false },
    ]);
  });

  it('come from JSON Schema', () => {
    const input = {
      type: 'object',
      properties: { city: { type: 'string', description: 'Where to' }, any: true },
      required: ['city'],
    };
    expect(argumentsOf(input)).toEqual([
      { name: 'city', description: 'Where to', required: true },
      { name: 'any', required: false },
    ]);
  });

  it('may be an empty list', () => {
    expect(argumentsOf({ type: 'object' })).toEqual([]);
    expect(argumentsOf(z.object({}))).toEqual([]);
  });

  it('must be an object', () => {
    expect(() => argumentsOf(z.string())).toThrow(
      expect.objectContaining({
        code: 'INVALID_SCHEMA',
        message: expect.stringContaining('The input schema of Offers#run') as string,
      }),
    );
  });
});
