import type { ArgumentsHost } from '@nestjs/common';
import type { McpContext } from './mcp.context.js';

/** Nest's name for the context in which MCP handlers run: `host.getType() === 'mcp'`. */
export const MCP_CONTEXT_TYPE = 'mcp';

/**
 * Reads an MCP call from Nest's execution context, for guards, interceptors and filters.
 *
 * @publicApi
 */
export class McpArgumentsHost {
  private constructor(private readonly host: ArgumentsHost) {}

  static create(host: ArgumentsHost): McpArgumentsHost {
    return new McpArgumentsHost(host);
  }

  /** Whether the host belongs to an MCP call; a global guard also sees HTTP requests. */
  static isMcp(host: ArgumentsHost): boolean {
    return host.getType<string>() === MCP_CONTEXT_TYPE;
  }

  getContext(): McpContext {
    return this.host.getArgByIndex<McpContext>(0);
  }

  /** The validated arguments of the call. */
  getArguments(): Readonly<Record<string, unknown>> {
    return this.host.getArgByIndex<Record<string, unknown>>(1);
  }
}
