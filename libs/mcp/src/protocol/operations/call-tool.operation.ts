import type { ToolCatalog } from '../../catalog/tool.catalog.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { ToolExecutor } from '../../execution/tool.executor.js';
import { isObject } from '../json-rpc.js';
import type { Operation } from '../operation.js';

export class CallToolOperation implements Operation {
  readonly method = 'tools/call';
  readonly eras = ['legacy', 'modern'] as const;
  readonly params = ['name', 'arguments', 'inputResponses', 'requestState'] as const;

  constructor(
    private readonly catalog: ToolCatalog,
    private readonly executor: ToolExecutor,
  ) {}

  run(exchange: Exchange): unknown {
    const { name } = exchange.params;
    const args = exchange.params['arguments'] ?? {};
    if (typeof name !== 'string') throw invalid('name must be a string');
    if (!isObject(args)) throw invalid('arguments must be an object');
    const entry = this.catalog.find(name);
    if (!entry) throw new McpError('UNKNOWN_TOOL', `Unknown tool: ${name}`);
    return this.executor.execute(entry, args, exchange);
  }
}

function invalid(problem: string): McpError {
  return new McpError('INVALID_PARAMS', `Invalid params: ${problem}`);
}
