import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { MCP_CONTEXT_TYPE, McpArgumentsHost } from './mcp-arguments.host.js';
import { PushInteraction } from '../execution/interaction/push.interaction.js';
import { McpContext } from './mcp.context.js';

function hostOf(type: string, args: unknown[]): ExecutionContextHost {
  const host = new ExecutionContextHost(args);
  host.setType(type);
  return host;
}

describe('McpArgumentsHost', () => {
  const exchange = exchangeOf();
  const ctx = new McpContext(exchange, new PushInteraction(exchange, 1000));
  const args = { number: 7 };

  it('reads context and arguments', () => {
    const host = McpArgumentsHost.create(hostOf(MCP_CONTEXT_TYPE, [ctx, args]));
    expect(host.getContext()).toBe(ctx);
    expect(host.getArguments()).toBe(args);
  });

  it.each([
    ['mcp', true],
    ['http', false],
    ['rpc', false],
    ['ws', false],
    ['graphql', false],
  ])('takes a host of type %s for one of MCP: %s', (type, expected) => {
    expect(McpArgumentsHost.isMcp(hostOf(type, []))).toBe(expected);
  });

  it('shows an HTTP guard the context, never the arguments', () => {
    const request: unknown = hostOf(MCP_CONTEXT_TYPE, [ctx, args]).switchToHttp().getRequest();
    expect(request).toBe(ctx);
  });
});
