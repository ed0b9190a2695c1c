import type { StandardSchemaLike } from './standard-schema.types.js';

/** Whether a value is a Standard Schema; one of arktype is a function. */
export function isStandardSchema(value: unknown): value is StandardSchemaLike {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  if (!('~standard' in value)) return false;
  const standard = value['~standard'];
  return typeof standard === 'object' && standard !== null && 'validate' in standard;
}
