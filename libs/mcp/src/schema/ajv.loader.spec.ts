import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAjv } from './ajv.loader.js';
import { compileSchema } from './schema.compiler.js';

const { cache } = createRequire(import.meta.url);

function loadedFilesOfAjv(): string[] {
  return Object.keys(cache).filter((file) => /[\\/]node_modules[\\/]ajv/.test(file));
}

describe('createAjv', () => {
  it('loads ajv only once a raw JSON Schema needs it', () => {
    const standard = compileSchema(z.object({ sku: z.string() }), 'input');
    expect(standard.validate({ sku: 'A-1' })).toEqual({ ok: true, value: { sku: 'A-1' } });
    expect(loadedFilesOfAjv()).toEqual([]);

    compileSchema({ type: 'object' }, 'input');
    expect(loadedFilesOfAjv()).not.toEqual([]);
  });

  it.each(['draft-2020-12', 'draft-07'] as const)('knows the formats of %s', (dialect) => {
    const validate = createAjv(dialect).compile({ type: 'string', format: 'email' });
    expect(validate('ada@example.com')).toBe(true);
    expect(validate('ada')).toBe(false);
  });

  it('gives each caller an ajv of its own', () => {
    expect(createAjv('draft-2020-12')).not.toBe(createAjv('draft-2020-12'));
  });

  it('takes the keywords that ajv-formats would add for unknown ones', () => {
    const validate = createAjv('draft-2020-12').compile({
      type: 'string',
      format: 'date',
      formatMinimum: '2030-01-01',
    });
    expect(validate('2020-01-01')).toBe(true);
  });
});
