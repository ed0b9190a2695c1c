import { andThen, type Awaitable } from '../context/awaitable.js';
import { McpError } from '../errors/mcp.error.js';
import { describeIssues } from '../schema/schema.issues.js';
import type { CompiledSchema, ValidationOutcome } from '../schema/schema.types.js';

type Arguments = Record<string, unknown>;

/**
 * @param input unchecked without one
 * @param owner what the arguments are for, as messages name it: `tool 'find'`
 * @returns what the schema makes of the arguments; a promise only where the schema takes its time
 * @throws McpError `INVALID_ARGUMENTS`
 */
export function checkArguments(
  input: CompiledSchema | undefined,
  args: Arguments,
  owner: string,
): Awaitable<Arguments> {
  if (!input) return args;
  return andThen(input.validate(args), (outcome) => accept(outcome, owner));
}

function accept(outcome: ValidationOutcome, owner: string): Arguments {
  if (outcome.ok) return outcome.value as Arguments;
  const issues = describeIssues(outcome.issues);
  throw new McpError('INVALID_ARGUMENTS', `Invalid arguments for ${owner}:\n${issues}`);
}
