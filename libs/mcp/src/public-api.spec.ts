import { describe, expect, it } from 'vitest';
import * as express from './express/index.js';
import * as library from './index.js';
import * as testing from './testing/index.js';

describe('what the library exports', () => {
  it('from nest-mcp is exactly this', () => {
    expect(Object.keys(library).toSorted()).toEqual([
      'Args',
      'CallAborted',
      'Complete',
      'Ctx',
      'ERRORS',
      'McpArgumentsHost',
      'McpCallObserver',
      'McpContext',
      'McpError',
      'McpHealthIndicator',
      'McpModule',
      'McpRegistry',
      'Prompt',
      'Resource',
      'ResourceTemplate',
      'Skill',
      'Tool',
      'ToolError',
      'UiResource',
      'mcpCors',
      'mcpHostCheck',
      'reserveStdout',
      'serveStdio',
      'serverToken',
    ]);
  });

  it('from nest-mcp/testing is exactly this', () => {
    expect(Object.keys(testing).toSorted()).toEqual(['connectClient']);
  });

  it('from nest-mcp/express is exactly this', () => {
    expect(Object.keys(express).toSorted()).toEqual(['FastExpressAdapter']);
  });

  it('has no undefined export', () => {
    expect(Object.values({ ...library, ...express, ...testing })).not.toContain(undefined);
  });
});
