const WITHOUT_JSON_SCHEMA: ReadonlyMap<string, string> = new Map([
  [
    'zod',
    "Use zod 4.2 or later and import it from 'zod' (not 'zod/v3'); " +
      "with 'zod/mini', pass z.toJSONSchema(schema)",
  ],
  ['valibot', "Wrap it: toStandardJsonSchema(schema) from '@valibot/to-json-schema'"],
  ['arktype', 'Use arktype 2.1.28 or later'],
]);

const NOT_CONVERTIBLE: ReadonlyMap<string, string> = new Map([
  [
    'zod',
    'Use types that JSON has (z.iso.datetime() for z.date(), z.record() for z.map()) ' +
      'and end a transform with the schema of its result: .transform(fn).pipe(z.number())',
  ],
  [
    'valibot',
    'Use types that JSON has (v.pipe(v.string(), v.isoTimestamp()) for v.date()), ' +
      'end a transform with the schema of its result: ' +
      'v.pipe(v.string(), v.transform(fn), v.number()), and do what v.check() does in the handler',
  ],
]);

/** What to do about a schema of this library that has no JSON Schema converter. */
export function hintForMissingJsonSchema(vendor: string): string {
  return (
    WITHOUT_JSON_SCHEMA.get(vendor) ??
    `Use a version of ${vendor} that implements https://standardschema.dev/json-schema, ` +
      'or pass JSON Schema'
  );
}

/** What to do about a schema whose conversion to JSON Schema failed. */
export function hintForConversion(vendor: string): string {
  return (
    NOT_CONVERTIBLE.get(vendor) ?? 'Use types that JSON Schema can express, or pass JSON Schema'
  );
}
