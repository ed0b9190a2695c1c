import { Logger } from '@nestjs/common';
import type { Tool } from '@modelcontextprotocol/server';
import { specTypeSchemas } from '@modelcontextprotocol/server';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import type { McpSchema } from '../schema/schema.types.js';
import { createToolEntry } from './tool.factory.js';

const handler = () => 'ok';
const create = (options: ToolOptions = {}, name = 'echo') =>
  createToolEntry({ method: name, origin: 'Tools#echo', options, handler });

/** The error that creating an entry throws. */
function failure(options: ToolOptions, name?: string): unknown {
  try {
    create(options, name);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('createToolEntry', () => {
  it('makes an entry of a name and a handler', () => {
    expect(create()).toEqual({
      key: 'echo',
      headers: [],
      origin: 'Tools#echo',
      definition: {
        modern: { name: 'echo', inputSchema: { type: 'object' } },
        legacy: { name: 'echo', inputSchema: { type: 'object' } },
      },
      input: undefined,
      output: undefined,
      timeout: undefined,
      handler,
    });
  });

  it('puts into the definition what clients should see, and nothing else', () => {
    const seen = {
      title: 'Echo',
      description: 'Says it again',
      annotations: { readOnlyHint: true },
      icons: [{ src: 'https://example.com/a.png' }],
      _meta: { 'example.com/a': 1 },
    };
    const { definition, timeout } = create({ ...seen, timeout: 5 });
    expect(definition.modern).toEqual({ name: 'echo', inputSchema: { type: 'object' }, ...seen });
    expect(timeout).toBe(5);
  });

  it('keeps empty texts, which differ from no texts', () => {
    expect(create({ title: '', description: '' }).definition.modern).toMatchObject({
      title: '',
      description: '',
    });
  });

  it('compiles schemas once, each for its side', () => {
    const schema = z.object({ at: z.string().default('now') });
    const { input, output } = create({ input: schema, output: schema });
    expect(input?.json).not.toHaveProperty('required');
    expect(output?.json).toHaveProperty('required', ['at']);
    expect(create({ input: schema }).input).toBe(input);
  });

  it.each<[string, McpSchema]>([
    ['an object', z.object({ a: z.string() })],
    ['raw JSON Schema', { type: 'object', properties: { a: { type: 'string' } } }],
    ['no properties', z.object({})],
  ])('makes a definition that the SDK accepts of %s', (_, schema) => {
    const { definition } = create({ input: schema, output: schema });
    const check = (tool: Tool) => specTypeSchemas.Tool['~standard'].validate(tool);
    expect(check(definition.modern)).not.toHaveProperty('issues');
    expect(check(definition.legacy)).not.toHaveProperty('issues');
  });

  it('shares one definition between the eras unless the output is no object', () => {
    const object = create({ output: z.object({ a: z.string() }) }).definition;
    expect(object.legacy).toBe(object.modern);
    const list = create({ title: 'T', output: z.array(z.string()) }).definition;
    expect(list.modern.outputSchema).toMatchObject({ type: 'array' });
    expect(list.legacy).toMatchObject({
      title: 'T',
      outputSchema: { type: 'object', required: ['result'] },
    });
  });

  it('does not call the handler', () => {
    const called = vi.fn();
    createToolEntry({ method: 'a', origin: 'A#a', options: {}, handler: called });
    expect(called).not.toHaveBeenCalled();
  });
});

describe('the name of a tool', () => {
  it.each(['a', 'find_order', 'A-Z.0-9_', '1', '.', 'x'.repeat(128)])('may be %o', (name) => {
    expect(create({}, name).key).toBe(name);
  });

  it.each([' ', 'find order', 'größe', 'a/b', 'a\n', 'x'.repeat(129), '工具', 'a:b'])(
    'is warned of if it is %o',
    (name) => {
      const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
      expect(create({}, name).key).toBe(name);
      expect(warn.mock.calls).toEqual([
        [
          expect.stringContaining(
            `refuse the tool name ${JSON.stringify(name)} of Tools#echo: give`,
          ),
        ],
      ]);
      warn.mockRestore();
    },
  );

  it('may not be missing', () => {
    expect(failure({}, '')).toMatchObject({
      code: 'INVALID_TOOL',
      message: expect.stringContaining('The tool of Tools#echo has no name: give it'),
    });
  });
});

describe('the time-out of a tool', () => {
  it.each([0, 1, 30_000, 0.5])('may be %d', (timeout) => {
    expect(create({ timeout }).timeout).toBe(timeout);
  });

  it.each([-1, Number.NaN, Infinity, '5' as never, null as never, 2 ** 31])(
    'may not be %o',
    (timeout) => {
      expect(failure({ timeout })).toMatchObject({
        code: 'INVALID_TOOL',
        message: expect.stringContaining(`The timeout of Tools#echo is ${timeout}`),
      });
    },
  );
});

describe('a schema that cannot be used', () => {
  it.each<[string, ToolOptions, RegExp]>([
    ['input', { input: z.object({ at: z.date() }) }, /^The input schema of Tools#echo .*z\.iso/s],
    ['output', { output: z.bigint() }, /^The output schema of Tools#echo cannot be used/],
    [
      'invalid JSON Schema',
      { input: { type: 'objekt' } },
      /^The input schema of Tools#echo cannot/,
    ],
    ['a bare shape', { input: { a: z.string() } }, /Wrap it: z\.object/],
    ['null', { input: null as never }, /of type null/],
  ])('is an error with its origin and its cause: %s', (_, options, message) => {
    expect(failure(options)).toMatchObject({
      code: 'INVALID_SCHEMA',
      message: expect.stringMatching(message),
      cause: expect.any(Error),
    });
  });

  it.each<[string, McpSchema, string]>([
    ['a text', z.string(), '"string"'],
    ['a list', z.array(z.string()), '"array"'],
    ['anything', z.any(), 'null'],
    ['several types', { type: ['object', 'null'] }, '["object","null"]'],
  ])('is an input that is not an object: %s', (_, input, has) => {
    expect(failure({ input })).toMatchObject({
      code: 'INVALID_SCHEMA',
      message: expect.stringContaining(`it has ${has}. Wrap the value in an object`),
    });
  });
});
