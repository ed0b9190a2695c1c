import { describe, expect, it } from 'vitest';

import { OPTION_ENTRIES } from './configuration.options.js';

describe('the option table', () => {
  // Commander stores a flag under its camelCase name, and the help promises the same for the file.
  it.each(OPTION_ENTRIES)('names %s alike in flag and file', (name, { flag }) => {
    expect(flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())).toBe(name);
  });

  it.each(OPTION_ENTRIES)('has a default for %s that its own schema accepts', (_, option) => {
    const { default: value, schema } = option;
    if (value !== undefined) expect(schema.parse(value)).toEqual(value);
  });

  it('uses each environment variable once', () => {
    const names = OPTION_ENTRIES.map(([, { env }]) => env);
    expect(new Set(names).size).toBe(names.length);
  });
});
