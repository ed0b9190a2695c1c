import { McpError } from '../errors/mcp.error.js';
import type { JsonSchema } from '../schema/schema.types.js';
import { fieldOf } from './form.field.js';
import { FormProblem, References, type Node } from './form.references.js';

/** "Form mode … restricted JSON schemas: … flat objects with primitive properties only" (2025-11-25 and 2026-07-28, elicitation). */
export interface FormSchema extends JsonSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/**
 * The part of JSON Schema that clients can make a form of.
 *
 * @throws McpError `INVALID_QUESTION` for what no form can ask, naming the property
 */
export function formSchemaOf(json: JsonSchema): FormSchema {
  const references = new References(json);
  const root = explain('it', () => references.resolve(json));
  const properties = propertiesOf(root);
  const required = (root['required'] as string[] | undefined) ?? [];
  const missing = required.find((name) => !Object.hasOwn(properties, name));
  if (missing !== undefined)
    throw impossible(`property '${missing}'`, 'is required, but not described');
  const fields = Object.entries(properties).map(([name, property]) => {
    return [name, explain(`property '${name}'`, () => fieldOf(property, references))] as const;
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    ...(root['required'] !== undefined && { required }),
  };
}

function propertiesOf(root: Node): Readonly<Record<string, unknown>> {
  const { type, properties, additionalProperties, patternProperties } = root;
  if (type !== 'object') throw impossible('it', 'is no object at its root');
  const composed = ['allOf', 'anyOf', 'oneOf'].find((keyword) => keyword in root);
  if (composed)
    throw impossible('it', `has "${composed}" at its root; list all properties in one object`);
  const isOpen = typeof additionalProperties === 'object' || patternProperties !== undefined;
  if (isOpen && !properties) throw impossible('it', 'leaves the names of its properties open');
  return (properties ?? {}) as Record<string, unknown>;
}

function explain<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof FormProblem ? impossible(what, error.message) : error;
  }
}

function impossible(what: string, problem: string): McpError {
  return new McpError(
    'INVALID_QUESTION',
    `The schema of ctx.elicit() cannot be asked as a form: ${what} ${problem}. A form has text, numbers, ` +
      `booleans, one choice of several texts, and lists of such choices.`,
  );
}
