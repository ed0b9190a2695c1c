import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileFor, requireObject } from './entry.schema.js';

describe('the schema of an entry', () => {
  it('may be missing', () => {
    expect(compileFor(undefined, 'input', 'Tools#run')).toBeUndefined();
  });

  it('is compiled once, and validates', async () => {
    const compiled = compileFor(z.object({ n: z.coerce.number() }), 'input', 'Tools#run');
    expect(await compiled?.validate({ n: '7' })).toEqual({ ok: true, value: { n: 7 } });
    expect(compiled?.json).toMatchObject({ type: 'object', required: ['n'] });
  });

  it('that only objects fit says so at its root, and still validates', async () => {
    const schema = { $ref: '#/$defs/node', $defs: { node: { type: 'object', required: ['n'] } } };
    const compiled = compileFor(schema, 'input', 'Tools#run');
    expect(compiled?.json).toEqual({ ...schema, type: 'object' });
    expect((await compiled?.validate({}))?.ok).toBe(false);
  });

  it.each(['input', 'output'] as const)('that is none names the %s of its origin', (io) => {
    const wrong = { type: 'nonsense' };
    expect(() => compileFor(wrong, io, 'Tools#run')).toThrow(
      expect.objectContaining({
        code: 'INVALID_SCHEMA',
        message: expect.stringContaining(
          `The ${io} schema of Tools#run cannot be used: `,
        ) as string,
        cause: expect.any(Error) as Error,
      }),
    );
  });
});

describe('an input', () => {
  it('is an object', () => {
    expect(() => requireObject({ type: 'object' }, 'Tools#run')).not.toThrow();
  });

  it.each([
    [{ type: 'string' }, '"string"'],
    [{}, 'null'],
    [{ type: ['object', 'null'] }, '["object","null"]'],
  ])('is not described by %j', (json, shown) => {
    expect(() => requireObject(json, 'Tools#run')).toThrow(
      expect.objectContaining({
        code: 'INVALID_SCHEMA',
        message: expect.stringContaining(`Tools#run must have "type": "object"`) as string,
      }),
    );
    expect(() => requireObject(json, 'Tools#run')).toThrow(`it has ${shown}.`);
  });
});
