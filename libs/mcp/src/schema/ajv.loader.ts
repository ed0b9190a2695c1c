import { createRequire } from 'node:module';
import type { Ajv, Options } from 'ajv';
import type { FormatsPlugin } from 'ajv-formats';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { Dialect } from './json-schema.dialect.js';

interface Modules {
  ajv: typeof import('ajv');
  'ajv/dist/2020.js': typeof import('ajv/dist/2020.js');
  'ajv-formats': FormatsPlugin;
}

/** Not an import: ajv takes 50 ms to load, and an app without raw JSON Schema never needs it. */
const load: <Name extends keyof Modules>(name: Name) => Modules[Name] = createRequire(
  import.meta.url,
);

/** JSON Schema as the specification has it: unknown keywords and formats are legal, not errors. */
const OPTIONS: Options = {
  strict: false,
  // JSON has no NaN.
  strictNumbers: true,
  // Without it, `required: ["constructor"]` is met by every object.
  ownProperties: true,
  // Puts the refused value into errors, so that messages can say what was received.
  verbose: true,
  // Done apart, by an ajv that keeps its compiled meta-schema.
  validateSchema: false,
  logger: false,
};

export function createAjv(dialect: Dialect, options: Options = {}): Ajv | Ajv2020 {
  const ajv = new (classOf(dialect))({ ...OPTIONS, ...options });
  // `keywords` would add formatMinimum and the like, which are no part of JSON Schema.
  load('ajv-formats')(ajv, { keywords: false });
  return ajv;
}

function classOf(dialect: Dialect): typeof Ajv | typeof Ajv2020 {
  if (dialect === 'draft-07') return load('ajv').Ajv;
  return load('ajv/dist/2020.js').Ajv2020;
}
