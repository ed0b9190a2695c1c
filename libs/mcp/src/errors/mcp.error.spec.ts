import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ERRORS } from './error.table.js';
import { McpError } from './mcp.error.js';

describe('McpError', () => {
  it('is an error with a code and the row that belongs to it', () => {
    const error = new McpError('UNKNOWN_TOOL', 'Unknown tool: x');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'McpError',
      code: 'UNKNOWN_TOOL',
      message: 'Unknown tool: x',
    });
    expect(error.definition).toBe(ERRORS.UNKNOWN_TOOL);
    expect(error.stack).toContain('mcp.error.spec');
  });

  it('carries data for the client and a cause for the log', () => {
    const cause = new Error('ECONNREFUSED');
    const error = new McpError('INTERNAL_ERROR', 'Internal error', {
      data: { retry: true },
      cause,
    });
    expect(error.data).toEqual({ retry: true });
    expect(error.cause).toBe(cause);
  });

  it('has data only if some was given, falsy data included', () => {
    expect(new McpError('PARSE_ERROR', 'x').data).toBeUndefined();
    expect(new McpError('PARSE_ERROR', 'x', { data: 0 }).data).toBe(0);
    expect(new McpError('PARSE_ERROR', 'x', { data: null }).data).toBeNull();
  });

  it('has no member that was not given, so that a log does not print it', () => {
    const error = new McpError('INVALID_OPTIONS', 'x');
    for (const member of ['data', 'retryAfter', 'cause']) expect(error).not.toHaveProperty(member);
    expect(inspect(error)).not.toContain('undefined');
  });
});
