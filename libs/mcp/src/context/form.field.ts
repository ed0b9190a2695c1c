import { FormProblem, type Node, type References } from './form.references.js';

/** "Supported formats" (elicitation, Requested Schema); clients refuse forms with another. */
const FORMATS: readonly unknown[] = ['email', 'uri', 'date', 'date-time'];
const COMPOSED = ['anyOf', 'oneOf', 'allOf', 'not', 'if'];
const SIMPLE: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

/**
 * A property as a form may have it (2025-11-25 schema, PrimitiveSchemaDefinition).
 *
 * @throws FormProblem for another
 */
export function fieldOf(property: unknown, references: References): Node {
  const field = references.resolve(property);
  const choices = choicesOf(field, references);
  if (choices) return { ...withoutChoices(field), type: 'string', ...choices('oneOf') };
  refuseComposed(field);
  const { type, format, ...rest } = field;
  if (type === 'array') return { ...field, items: itemsOf(field['items'], references) };
  if (!SIMPLE.includes(type)) throw new FormProblem(describeType(type));
  if (type !== 'string' || format === undefined || FORMATS.includes(format)) return field;
  // Its answer is held to the format all the same.
  return { type, ...rest };
}

function itemsOf(items: unknown, references: References): Node {
  const choices = items !== undefined && choicesOf(references.resolve(items), references);
  if (!choices) throw new FormProblem('is a list of something else than choices of text');
  const listed = choices('anyOf');
  return 'enum' in listed ? { type: 'string', ...listed } : listed;
}

/** The texts that can be chosen, in the form in which all clients know them; undefined if it is no choice. */
function choicesOf(
  { type, enum: values, const: value, anyOf, oneOf }: Node,
  references: References,
): ((titled: 'oneOf' | 'anyOf') => Node) | undefined {
  if (type !== undefined && type !== 'string') return undefined;
  if (isTexts(values)) return () => ({ enum: values });
  if (typeof value === 'string') return () => ({ enum: [value] });
  const parts = anyOf ?? oneOf;
  if (!Array.isArray(parts)) return undefined;
  const options = parts.map((part) => references.resolve(part));
  if (!isTexts(options.map((option) => option['const']))) return undefined;
  if (!options.every(({ title }) => typeof title === 'string')) {
    return () => ({ enum: options.map((option) => option['const']) });
  }
  const titled = options.map(({ const: text, title }) => ({ const: text, title }));
  return (keyword) => ({ [keyword]: titled });
}

function withoutChoices({
  const: _value,
  enum: _enum,
  anyOf: _any,
  oneOf: _one,
  ...rest
}: Node): Node {
  return rest;
}

function refuseComposed(field: Node): void {
  const parts = [field['anyOf'], field['oneOf']].flat() as (Node | undefined)[];
  const types = [field['type']].flat();
  if (types.includes('null') || parts.some((part) => part?.['type'] === 'null')) {
    throw new FormProblem('may be null, which no answer is: make it optional instead');
  }
  const keyword = COMPOSED.find((one) => one in field);
  if (keyword) throw new FormProblem(`has "${keyword}"`);
}

function describeType(type: unknown): string {
  if (type === 'object') return 'is an object';
  return type === undefined ? 'has no type' : `is of type ${JSON.stringify(type)}`;
}

function isTexts(values: unknown): values is string[] {
  return (
    Array.isArray(values) && values.length > 0 && values.every((one) => typeof one === 'string')
  );
}
