import type { ErrorObject, ValidateFunction } from 'ajv';
import { createAjv } from './ajv.loader.js';
import type { Dialect } from './json-schema.dialect.js';
import { fromAjvError } from './json-schema.issues.js';
import { DEEPEST_ALTERNATIVE, describeAlternatives } from './schema.alternatives.js';
import { collectIssues } from './schema.issues.js';
import type { JsonSchema, SchemaIssue } from './schema.types.js';

type Validators = readonly ValidateFunction[];

const ROOT = 'nest-mcp:root';

/**
 * Gives the problems of each alternative to the issue that says that none fits. For ajv they are errors
 * like any other, in one list, and nothing tells to which alternative they belong: so each alternative is
 * asked again.
 */
export class AlternativeReader {
  private readonly ajv;
  /** By the array of alternatives. */
  private readonly validators = new Map<unknown, Validators | undefined>();

  /** @param options those with which the errors were found: each alternative must find as many again */
  constructor(
    private readonly json: JsonSchema,
    dialect: Dialect,
    options: { readonly allErrors: boolean },
  ) {
    this.ajv = createAjv(dialect, options);
    this.ajv.addSchema(json, ROOT);
  }

  read(errors: readonly ErrorObject[], depth = 0): SchemaIssue[] {
    return collectIssues(this.grouped(errors, depth).toReversed(), (issue) => issue);
  }

  /** From the last to the first: errors of alternatives stand before the error that none fits. */
  private grouped(errors: readonly ErrorObject[], depth: number): SchemaIssue[] {
    const issues: SchemaIssue[] = [];
    for (let index = errors.length - 1; index >= 0; index--) {
      const error = errors[index] as ErrorObject;
      const issue = fromAjvError(error);
      const found = this.errorsOfAlternatives(error);
      if (!found) {
        issues.push(issue);
        continue;
      }
      index -= found.flat().length;
      issues.push({ path: issue.path, message: this.messageOf(error, found, depth) });
    }
    return issues;
  }

  private messageOf(
    { keyword, params }: ErrorObject,
    found: ErrorObject[][],
    depth: number,
  ): string {
    const several = keyword === 'oneOf' && (params['passingSchemas'] as number[] | null);
    if (several) {
      return `fits more than one alternative: ${several.map((one) => `(${one + 1})`).join(' and ')}`;
    }
    if (depth === DEEPEST_ALTERNATIVE) return 'fits none of the alternatives';
    const alternatives = found.map((errors) => this.read(errors, depth + 1));
    return `fits none of the alternatives: ${describeAlternatives(alternatives)}`;
  }

  /** @returns undefined for an error of another kind */
  private errorsOfAlternatives(error: ErrorObject): ErrorObject[][] | undefined {
    if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') return undefined;
    const passing = error.params['passingSchemas'] as number[] | null | undefined;
    // After the second that fits, ajv asks no other.
    const asked = passing ? Math.max(...passing) : undefined;
    return this.validatorsOf(error)
      ?.slice(0, asked)
      .map((validate) => {
        const errors = validate(error.data) ? [] : (validate.errors ?? []);
        validate.errors = null;
        return errors;
      });
  }

  private validatorsOf({ keyword, schema, parentSchema }: ErrorObject): Validators | undefined {
    if (!this.validators.has(schema)) {
      const pointer = pointerTo(parentSchema, this.json);
      const found =
        pointer !== undefined &&
        (schema as unknown[]).map((_, index) =>
          this.ajv.getSchema(`${ROOT}#${pointer}/${keyword}/${index}`),
        );
      const complete = found && found.every((one) => one !== undefined) ? found : undefined;
      this.validators.set(schema, complete as Validators | undefined);
    }
    return this.validators.get(schema);
  }
}

/** Where a schema is in the schema that it is a part of, as a fragment (RFC 6901, 6). */
function pointerTo(part: unknown, whole: unknown): string | undefined {
  if (part === whole) return '';
  if (typeof whole !== 'object' || whole === null) return undefined;
  for (const [key, value] of Object.entries(whole)) {
    const rest = pointerTo(part, value);
    if (rest === undefined) continue;
    const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
    return `/${encodeURIComponent(escaped)}${rest}`;
  }
  return undefined;
}
