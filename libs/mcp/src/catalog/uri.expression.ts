/** Values of the variables of a template; a list where the template explodes the variable. */
export type UriVariables = Readonly<Record<string, string | readonly string[]>>;

/** What comes after an expression, and ends it. */
export interface Anchor {
  readonly text: string;
  /** Nothing comes after it, so that it must stand at the end of the URI. */
  readonly last: boolean;
  /** An expression may expand to nothing, literal text may not. */
  readonly optional: boolean;
}

export interface Found {
  /** Characters of the URI that belong to the expression. */
  readonly length: number;
  readonly variables: UriVariables;
}

/** One `{…}` of a template. */
export interface Expression {
  readonly names: readonly string[];
  /** One of `+ # . / ; ? &`, or nothing. */
  readonly operator: string;
  /** The character that an expansion begins with, if the operator has one. */
  readonly leading: string;
  /** @returns undefined if the URI doesn't fit */
  read(rest: string, anchor: Anchor | undefined): Found | undefined;
}

interface Variable {
  readonly name: string;
  readonly explode: boolean;
}

/** Characters at which the value of an expression ends, by the expression's operator. */
const ENDS: Readonly<Record<string, RegExp>> = {
  '': /[/?#]/,
  '+': /[^\s\S]/,
  '#': /[^\s\S]/,
  '.': /[/?#]/,
  '/': /[?#]/,
  ';': /[/?#]/,
  '?': /#/,
  '&': /#/,
};

const VARIABLE = /^([A-Za-z0-9_.%]+)(\*?)$/;

/**
 * @param content what stands between the braces
 * @throws TypeError
 */
export function readExpression(content: string): Expression {
  const operator = /^[+#./;?&]/.exec(content)?.[0] ?? '';
  const variables = content.slice(operator.length).split(',').map(readVariable);
  if (!isNamed(operator) && variables.length > 1 && variables.some(({ explode }) => explode)) {
    throw new TypeError(
      `'{${content}}' mixes a list with other variables: give each its own braces`,
    );
  }
  const names = variables.map(({ name }) => name);
  const leading = operator === '+' ? '' : operator;
  return {
    names,
    operator,
    leading,
    read: (rest, anchor) => read(operator, leading, variables, rest, anchor),
  };
}

function isNamed(operator: string): boolean {
  return operator === ';' || operator === '?' || operator === '&';
}

function readVariable(text: string): Variable {
  const [, name, star] = VARIABLE.exec(text) ?? [];
  if (name !== undefined) return { name, explode: star === '*' };
  throw new TypeError(
    `'{${text}}' is not a variable that a URI can be matched with: use {name}, {+name}, {#name}, ` +
      `{.name}, {/name}, {;name}, {?name} or {&name}; prefixes such as {name:3} are not supported`,
  );
}

function read(
  operator: string,
  leading: string,
  variables: readonly Variable[],
  rest: string,
  anchor: Anchor | undefined,
): Found | undefined {
  if (!rest.startsWith(leading)) return { length: 0, variables: {} };
  const body = rest.slice(leading.length);
  const end = endOf(body, ENDS[operator] as RegExp, anchor);
  if (end === undefined) return undefined;
  const text = body.slice(0, end);
  const values = isNamed(operator)
    ? readNamed(text, operator, variables)
    : readPlain(text, operator, variables);
  return values && { length: leading.length + end, variables: values };
}

function endOf(body: string, ends: RegExp, anchor: Anchor | undefined): number | undefined {
  const stop = body.search(ends);
  const limit = stop < 0 ? body.length : stop;
  if (!anchor) return limit;
  const at = anchor.last ? body.length - anchor.text.length : body.indexOf(anchor.text);
  if (anchor.optional) return at >= 0 && at < limit ? at : limit;
  return at >= 0 && at <= limit && body.startsWith(anchor.text, at) ? at : undefined;
}

function readPlain(
  text: string,
  operator: string,
  variables: readonly Variable[],
): UriVariables | undefined {
  const separator = operator === '.' || operator === '/' ? operator : ',';
  const [only] = variables;
  const pieces = text.split(separator).map(decode);
  if (text === '' || pieces.includes(undefined)) return undefined;
  const values = pieces as string[];
  if (variables.length === 1 && only) {
    if (only.explode) return { [only.name]: values };
    // A comma or dot belongs to the value where it separates nothing; a slash would be encoded.
    if (separator !== '/') return single(only.name, decode(text));
  }
  if (values.length !== variables.length) return undefined;
  return Object.fromEntries(variables.map(({ name }, index) => [name, values[index] as string]));
}

function single(name: string, value: string | undefined): UriVariables | undefined {
  return value === undefined ? undefined : { [name]: value };
}

/** Pairs in any order; variables may be missing, others are not allowed. */
function readNamed(
  text: string,
  operator: string,
  variables: readonly Variable[],
): UriVariables | undefined {
  const found = new Map<string, string | string[]>();
  for (const pair of text.split(operator === ';' ? ';' : '&')) {
    const [name = '', ...rest] = pair.split('=');
    const value = decode(rest.join('='));
    const variable = variables.find((one) => one.name === name);
    const before = found.get(name);
    if (!variable || value === undefined) return undefined;
    if (Array.isArray(before)) before.push(value);
    else if (before === undefined) found.set(name, variable.explode ? [value] : value);
    else return undefined;
  }
  return Object.fromEntries(found);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
