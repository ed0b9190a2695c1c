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
): Arguments | Promise<Arguments> {
  if (!input) return args;
  const outcome = input.validate(args);
  if (outcome instanceof Promise) return outcome.then((late) => accept(late, owner));
  return accept(outcome, owner);
}

function accept(outcome: ValidationOutcome, owner: string): Arguments {
  if (outcome.ok) return outcome.value as Arguments;
  const issues = describeIssues(outcome.issues);
  throw new McpError('INVALID_ARGUMENTS', `Invalid arguments for ${owner}:\n${issues}`);
}
