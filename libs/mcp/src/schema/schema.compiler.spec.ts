import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { SchemaCompileError } from './schema-compile.error.js';
import { compileSchema } from './schema.compiler.js';
import type { JsonSchema, McpSchema } from './schema.types.js';

const PASS = 'Pass a Standard Schema (zod, valibot, arktype) or JSON Schema.';

describe('compileSchema', () => {
  it('compiles Standard Schemas and JSON Schema alike', () => {
    const value = { sku: 'A-1' };
    const raw = { type: 'object', properties: { sku: { type: 'string' } } };
    for (const schema of [z.object({ sku: z.string() }), raw]) {
      const { json, validate } = compileSchema(schema, 'input');
      expect(json).toMatchObject(raw);
      expect(validate(value)).toEqual({ ok: true, value });
      expect(validate({ sku: 1 })).toEqual({
        ok: false,
        issues: [{ path: 'sku', message: 'expected string, received number' }],
      });
    }
  });

  it('gives each side of a Standard Schema its own form', () => {
    const schema = z.object({ quantity: z.number().default(1) });
    expect(compileSchema(schema, 'input').json).not.toHaveProperty('required');
    expect(compileSchema(schema, 'output').json).toHaveProperty('required', ['quantity']);
  });

  it('compiles a schema that tools share once for each side', () => {
    const schema = z.object({ sku: z.string() });
    const standard = schema['~standard'];
    const convert = vi.spyOn(standard.jsonSchema, 'input');
    vi.spyOn(schema, '~standard', 'get').mockReturnValue(standard);
    const compiled = compileSchema(schema, 'input');
    expect(compileSchema(schema, 'input')).toBe(compiled);
    expect(compileSchema(schema, 'output')).not.toBe(compiled);
    expect(convert).toHaveBeenCalledTimes(1);
  });

  it('compiles JSON Schema, which has no sides, once for both', () => {
    const json = { type: 'object' };
    expect(compileSchema(json, 'output')).toBe(compileSchema(json, 'input'));
    expect(compileSchema({ ...json }, 'input')).not.toBe(compileSchema(json, 'input'));
  });

  it('lets two tools use different schemas with the same $id', () => {
    const $id = 'https://example.com/order';
    const [text, number] = [
      compileSchema({ $id, type: 'string' }, 'input'),
      compileSchema({ $id, type: 'number' }, 'input'),
    ];
    expect(text.validate('A-1')).toMatchObject({ ok: true });
    expect(number.validate('A-1')).toMatchObject({ ok: false });
  });

  it('gives what cannot be changed', () => {
    expect(Object.isFrozen(compileSchema(z.string(), 'input'))).toBe(true);
    expect(Object.isFrozen(compileSchema({ type: 'string' }, 'input'))).toBe(true);
  });

  it('leaves the schema of the developer as it was', () => {
    const json = { type: 'object' };
    compileSchema(json, 'input');
    expect(Object.isFrozen(json)).toBe(false);
    expect(json).toEqual({ type: 'object' });
  });

  it('does not remember a failure', () => {
    const json: Record<string, unknown> = { type: 'money' };
    expect(() => compileSchema(json, 'input')).toThrow(SchemaCompileError);
    json['type'] = 'string';
    expect(compileSchema(json, 'input').validate('A-1')).toMatchObject({ ok: true });
  });

  describe('refuses', () => {
    class FindOrder {
      declare sku: string;
    }

    it.each<[string, unknown, string]>([
      ['a class', FindOrder, `it is the class or function FindOrder. ${PASS}`],
      ['a function', () => true, `it is the class or function (anonymous). ${PASS}`],
      ['an array', [z.string()], `it is of type array. ${PASS}`],
      ['null', null, `it is of type null. ${PASS}`],
      ['undefined', undefined, `it is of type undefined. ${PASS}`],
      ['a boolean schema', true, `it is of type boolean. ${PASS}`],
      ['text', '{"type":"object"}', `it is of type string. ${PASS}`],
    ])('%s', (_, schema, message) => {
      expect(() => compileSchema(schema as McpSchema, 'input')).toThrow(SchemaCompileError);
      expect(() => compileSchema(schema as McpSchema, 'input')).toThrow(message);
    });

    it('a bare shape, which would pass for JSON Schema that allows anything', () => {
      const shape: JsonSchema = { 'order number': z.string() };
      expect(() => compileSchema(shape, 'input')).toThrow(
        'it is a plain object whose property "order number" is a schema. ' +
          'Wrap it: z.object({ … }), v.object({ … }), type({ … }).',
      );
    });
  });
});
