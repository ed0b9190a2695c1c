import {
  readExpression,
  type Anchor,
  type Expression,
  type UriVariables,
} from './uri.expression.js';

import { encodedTemplate } from './uri.encoding.js';

export type { UriVariables } from './uri.expression.js';

type Part = string | Expression;

/**
 * A URI template (RFC 6570) that finds its variables in a URI. The match reads a URI once, from left
 * to right and without going back, so that no URI can make it slow (CVE-2026-0621): a variable ends
 * at the first place where what comes next in the template begins.
 */
export class UriTemplate {
  private readonly parts: readonly Part[];

  /** @throws TypeError for a template that is none, or of a kind that can't be matched */
  constructor(readonly template: string) {
    this.parts = parse(encodedTemplate(template));
    check(template, this.parts);
  }

  get variableNames(): string[] {
    return namesIn(this.parts);
  }

  /**
   * The variables of a URI that the template describes, percent-decoded; undefined for another.
   *
   * @param uri as `encodedUri` writes it
   */
  match(uri: string): UriVariables | undefined {
    const variables: Record<string, string | readonly string[]> = {};
    let rest = uri;
    for (const [index, part] of this.parts.entries()) {
      const next =
        typeof part === 'string' ? afterLiteral(rest, part) : this.read(rest, index, variables);
      if (next === undefined) return undefined;
      rest = next;
    }
    return rest === '' ? variables : undefined;
  }

  /** @returns what follows the variables of an expression */
  private read(
    rest: string,
    index: number,
    variables: Record<string, string | readonly string[]>,
  ): string | undefined {
    const expression = this.parts[index] as Expression;
    const found = expression.read(rest, this.anchorAfter(index));
    if (!found) return undefined;
    Object.assign(variables, found.variables);
    return rest.slice(found.length);
  }

  private anchorAfter(index: number): Anchor | undefined {
    const following = this.parts[index + 1];
    if (following === undefined) return undefined;
    if (typeof following === 'string') {
      return { text: following, last: index + 2 === this.parts.length, optional: false };
    }
    const { leading: text } = following;
    return text === '' ? undefined : { text, last: false, optional: true };
  }
}

function afterLiteral(rest: string, literal: string): string | undefined {
  return rest.startsWith(literal) ? rest.slice(literal.length) : undefined;
}

function parse(template: string): Part[] {
  const parts: Part[] = [];
  for (const piece of template.split(/(\{[^{}]*\})/)) {
    if (/^\{[^]*\}$/.test(piece)) parts.push(readExpression(piece.slice(1, -1)));
    else if (/[{}]/.test(piece))
      throw new TypeError(`'${template}' has a brace without its partner`);
    else if (piece !== '') parts.push(piece);
  }
  return parts;
}

/** What could never match, or not as its author thinks. */
function check(template: string, parts: readonly Part[]): void {
  const names = namesIn(parts);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new TypeError(`'${template}' has the variable '${twice}' twice`);
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (typeof part === 'string' || next === undefined || typeof next === 'string') continue;
    if (part.operator === '?' && next.operator === '&') {
      throw new TypeError(`'${template}' splits its query: write {?a,b} instead of {?a}{&b}`);
    }
    const greedy = part.operator === '+' || part.operator === '#';
    if (next.operator === '' || (greedy && next.operator === '+')) {
      throw new TypeError(
        `'${template}' has no text between two variables: ${part.names.join()}, ${next.names.join()}`,
      );
    }
  }
}

function namesIn(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : part.names));
}
