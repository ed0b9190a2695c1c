import type { ErrorObject } from 'ajv';
import { formatPath, keysOfPointer } from './schema.path.js';
import type { SchemaIssue } from './schema.types.js';
import { kindOf } from './value.kind.js';

type Params = Readonly<Record<string, unknown>>;
type Describe = (params: Params, data: unknown) => string;

/** Where ajv's own message leaves out what a reader needs. Keys are JSON Schema keywords. */
const MESSAGES: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ['type', ({ type }, data) => `expected ${[type].flat().join(' or ')}, received ${kindOf(data)}`],
  ['enum', ({ allowedValues }) => `must be one of ${listOf(allowedValues)}`],
  ['const', ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`],
  ['required', () => 'is required'],
  ['additionalProperties', ({ additionalProperty }) => unknownProperty(additionalProperty)],
  ['unevaluatedProperties', ({ unevaluatedProperty }) => unknownProperty(unevaluatedProperty)],
  ['false schema', () => 'is not allowed'],
]);

export function fromAjvError(error: ErrorObject): SchemaIssue {
  const params: Params = error.params;
  const keys = keysOfPointer(error.instancePath);
  // ajv reports a missing property at the object that lacks it.
  if (error.keyword === 'required') keys.push(String(params['missingProperty']));
  const message =
    MESSAGES.get(error.keyword)?.(params, error.data) ?? error.message ?? error.keyword;
  return { path: formatPath(keys), message: aboutKey(error, message) };
}

/** Under `propertyNames` it's a key that is checked, and `instancePath` doesn't name it. */
function aboutKey({ keyword, propertyName, params }: ErrorObject, message: string): string {
  if (keyword === 'propertyNames') {
    return `property name ${JSON.stringify((params as Params)['propertyName'])} is not allowed`;
  }
  return propertyName === undefined
    ? message
    : `property name ${JSON.stringify(propertyName)} ${message}`;
}

function unknownProperty(key: unknown): string {
  return `unknown property ${JSON.stringify(key)}`;
}

function listOf(values: unknown): string {
  return [values]
    .flat()
    .map((value) => JSON.stringify(value))
    .join(', ');
}
