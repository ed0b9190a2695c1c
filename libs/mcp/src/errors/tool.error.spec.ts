import { describe, expect, it } from 'vitest';
import { McpError } from './mcp.error.js';
import { ToolError } from './tool.error.js';

describe('ToolError', () => {
  it('is an error of its own name, with a cause if there is one', () => {
    const cause = new Error('no stock');
    const error = new ToolError('Try another warehouse', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(McpError);
    expect(error).toMatchObject({ name: 'ToolError', message: 'Try another warehouse', cause });
  });
});
