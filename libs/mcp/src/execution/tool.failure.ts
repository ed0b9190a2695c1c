import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { httpExceptionMessage, isHttpException, toText } from '../errors/error.message.js';
import type { McpErrorCode } from '../errors/error.table.js';
import { isMcpError } from '../errors/mcp.error.js';
import { isProtocolError } from '../errors/protocol.error.js';
import { isToolError } from '../errors/tool.error.js';
import { text } from './content.js';

/** What the client is told about an error of a handler. */
export type ToolFailure =
  /** The whole request fails, with this JSON-RPC error. */
  | { readonly kind: 'protocol'; readonly error: unknown }
  /** The model reads the message. */
  | { readonly kind: 'shown'; readonly message: string; readonly code?: McpErrorCode }
  /** Only the correlation id leaves the server. */
  | { readonly kind: 'masked'; readonly correlationId: string; readonly code: McpErrorCode };

/**
 * Decides what an error tells the client. Messages written for readers are passed on; anything else
 * may hold internals and is masked.
 */
export function classifyFailure(error: unknown): ToolFailure {
  try {
    return shownFailure(error) ?? masked(isMcpError(error) ? error.code : 'TOOL_FAILED');
  } catch {
    // An error whose members throw when they are read.
    return masked('TOOL_FAILED');
  }
}

function shownFailure(error: unknown): ToolFailure | undefined {
  if (isProtocolError(error)) return { kind: 'protocol', error };
  if (isToolError(error)) return { kind: 'shown', message: toText(error.message) };
  if (isHttpException(error)) return { kind: 'shown', message: httpExceptionMessage(error) };
  return undefined;
}

function masked(code: McpErrorCode): ToolFailure {
  return { kind: 'masked', correlationId: randomUUID(), code };
}

export function toolError(message: string): CallToolResult {
  return { content: [text(message)], isError: true };
}

export function maskedMessage(tool: string, correlationId: string): string {
  return `The tool '${tool}' failed on the server. Correlation id: ${correlationId}`;
}
