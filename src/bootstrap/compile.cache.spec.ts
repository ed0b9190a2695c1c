import { describe, expect, it, vi } from 'vitest';
import { keepCompiledCode } from './compile.cache.js';

describe('keepCompiledCode', () => {
  it('asks Node to do so where it can', () => {
    const enableCompileCache = vi.fn();
    keepCompiledCode({ enableCompileCache });
    expect(enableCompileCache).toHaveBeenCalledOnce();
  });

  it('does nothing where it can not', () => {
    expect(() => keepCompiledCode({})).not.toThrow();
  });
});
