import type { Type } from '@nestjs/common';
import type { HttpArgumentsHost } from '@nestjs/common/interfaces/features/arguments-host.interface.js';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { MCP_CONTEXT_TYPE } from '../context/mcp-arguments.host.js';
import type { McpContext } from '../context/mcp.context.js';
import { SilentResponse } from '../context/silent.response.js';

/** What guards, interceptors, pipes and filters are told of a call. */
export class McpExecutionContext extends ExecutionContextHost {
  private response: SilentResponse | undefined;

  /** The context comes first on purpose: code written for HTTP takes the first argument for its request. */
  constructor(
    ctx: McpContext,
    args: unknown,
    type: Type,
    handler: (...args: unknown[]) => unknown,
  ) {
    super([ctx, args], type, handler);
    this.setType(MCP_CONTEXT_TYPE);
  }

  /** Must not give what the client sent for a response: the arguments come second. */
  override switchToHttp(): HttpArgumentsHost {
    const none: unknown = undefined;
    return {
      getRequest: () => this.getArgByIndex(0),
      getResponse: () => (this.response ??= new SilentResponse()) as never,
      getNext: () => none as never,
    };
  }
}
