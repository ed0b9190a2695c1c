import { McpError } from '../errors/mcp.error.js';
import { describeIssues } from '../schema/schema.issues.js';
import type { CompiledSchema } from '../schema/schema.types.js';

type Arguments = Record<string, unknown>;

/**
 * @param input unchecked without one
 * @param owner what the arguments are for, as messages name it: `tool 'find'`
 * @returns what the schema makes of the arguments
 * @throws McpError `INVALID_ARGUMENTS`
 */
export async function checkArguments(
  input: CompiledSchema | undefined,
  args: Arguments,
  owner: string,
): Promise<Arguments> {
  if (!input) return args;
  const outcome = await input.validate(args);
  if (outcome.ok) return outcome.value as Arguments;
  const issues = describeIssues(outcome.issues);
  throw new McpError('INVALID_ARGUMENTS', `Invalid arguments for ${owner}:\n${issues}`);
}
