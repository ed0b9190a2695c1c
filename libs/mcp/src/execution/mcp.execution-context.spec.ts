import { describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { McpArgumentsHost } from '../context/mcp-arguments.host.js';
import { McpContext } from '../context/mcp.context.js';
import { PushInteraction } from './interaction/push.interaction.js';
import { McpExecutionContext } from './mcp.execution-context.js';

class Tools {
  run(): void {}
}

const contextOf = (args: unknown = { statusCode: 'sent by the client' }) => {
  const exchange = exchangeOf();
  const ctx = new McpContext(exchange, new PushInteraction(exchange, 1000));
  // oxlint-disable-next-line typescript/unbound-method -- only its metadata are read
  return { ctx, args, host: new McpExecutionContext(ctx, args, Tools, Tools.prototype.run) };
};

type Response = Record<string, (...args: unknown[]) => Response> & { statusCode: unknown };

describe('McpExecutionContext', () => {
  it('is of an MCP call to a handler', () => {
    const { ctx, args, host } = contextOf();
    expect(host.getType()).toBe('mcp');
    expect(host.getClass()).toBe(Tools);
    expect(host.getHandler().name).toBe('run');
    expect(host.getArgs()).toEqual([ctx, args]);
    expect(McpArgumentsHost.create(host).getContext()).toBe(ctx);
    expect(McpArgumentsHost.create(host).getArguments()).toBe(args);
  });

  it('gives code that is written for HTTP the context for a request', () => {
    const { ctx, host } = contextOf();
    expect(host.switchToHttp().getRequest()).toBe(ctx);
    expect(host.switchToHttp().getNext()).toBeUndefined();
  });

  it('never gives it what the client sent for a response', () => {
    const evil = vi.fn();
    const { args, host } = contextOf({ header: evil, status: evil, statusCode: 7 });
    const response = host.switchToHttp().getResponse<Response>();
    expect(response).not.toBe(args);
    expect(response.statusCode).toBe(200);
    response['status']!(429)['header']!('a', 'b')['setHeader']!('a', 'b')['json']!({})['end']!();
    expect(evil).not.toHaveBeenCalled();
    expect(response['getHeader']!('a')).toBeUndefined();
    expect(response['getHeaders']!()).toEqual({});
  });

  it('has one response for a call, and another for the next', () => {
    const { host } = contextOf();
    const response = host.switchToHttp().getResponse<Response>();
    response.statusCode = 500;
    expect(host.switchToHttp().getResponse()).toBe(response);
    expect(contextOf().host.switchToHttp().getResponse<Response>().statusCode).toBe(200);
  });
});
