import type { PromptCatalog } from '../../catalog/prompt.catalog.js';
import type { PromptEntry } from '../../catalog/prompt.entry.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { HandlerRunner } from '../../execution/handler.runner.js';
import { toPrompt } from '../../execution/prompt.result.js';
import { describeIssues } from '../../schema/schema.issues.js';
import { isTexts } from '../json-rpc.js';
import type { Operation } from '../operation.js';

export class GetPromptOperation implements Operation {
  readonly method = 'prompts/get';
  readonly eras = ['legacy', 'modern'] as const;
  readonly capability = 'prompts';

  constructor(
    private readonly catalog: PromptCatalog,
    private readonly runner: HandlerRunner,
  ) {}

  async run(exchange: Exchange): Promise<unknown> {
    const { name, arguments: args = {} } = exchange.params;
    if (typeof name !== 'string') throw invalid('name must be a string');
    if (!isTexts(args)) throw invalid('arguments must be an object of strings');
    const entry = this.catalog.find(name);
    if (!entry) throw new McpError('UNKNOWN_PROMPT', `Unknown prompt: ${name}`);
    const checked = await checkArguments(entry, args);
    return this.runner.run(entry.handler, checked, exchange, (value) =>
      toPrompt(value, entry.description, exchange.signal),
    );
  }
}

async function checkArguments(
  entry: PromptEntry,
  args: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (!entry.input) return args;
  const outcome = await entry.input.validate(args);
  if (outcome.ok) return outcome.value as Record<string, unknown>;
  throw new McpError(
    'INVALID_ARGUMENTS',
    `Invalid arguments for prompt '${entry.key}':\n${describeIssues(outcome.issues)}`,
  );
}

function invalid(problem: string): McpError {
  return new McpError('INVALID_PARAMS', `Invalid params: ${problem}`);
}
