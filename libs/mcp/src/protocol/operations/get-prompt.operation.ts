import type { PromptCatalog } from '../../catalog/prompt.catalog.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import { checkArguments } from '../../execution/argument.check.js';
import type { HandlerRunner } from '../../execution/handler.runner.js';
import { toPrompt } from '../../execution/prompt.result.js';
import { isTexts } from '../json-rpc.js';
import type { Operation } from '../operation.js';

export class GetPromptOperation implements Operation {
  readonly method = 'prompts/get';
  readonly eras = ['legacy', 'modern'] as const;
  readonly params = ['name', 'arguments', 'inputResponses', 'requestState'] as const;
  readonly capability = 'prompts';

  constructor(
    private readonly catalog: PromptCatalog,
    private readonly runner: HandlerRunner,
  ) {}

  async run(exchange: Exchange): Promise<unknown> {
    const { name } = exchange.params;
    const args = exchange.params['arguments'] ?? {};
    if (typeof name !== 'string') throw invalid('name must be a string');
    if (!isTexts(args)) throw invalid('arguments must be an object of strings');
    const entry = this.catalog.find(name);
    if (!entry) throw new McpError('UNKNOWN_PROMPT', `Unknown prompt: ${name}`);
    const checked = await checkArguments(entry.input, args, `prompt '${name}'`);
    return this.runner.run(entry.handler, checked, exchange, (value, limit) =>
      toPrompt(value, entry.description, exchange, limit),
    );
  }
}

function invalid(problem: string): McpError {
  return new McpError('INVALID_PARAMS', `Invalid params: ${problem}`);
}
