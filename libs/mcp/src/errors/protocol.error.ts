import { toText } from './error.message.js';
import { ERRORS, type ErrorDefinition } from './error.table.js';
import { isMcpError, McpError } from './mcp.error.js';

/** An error with a JSON-RPC code, thrown by us or by code that uses an SDK. */
export type ProtocolErrorLike = Error & { readonly code: number; readonly data?: unknown };

/** The error object of a JSON-RPC answer. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/**
 * Whether an error answers the whole request. The SDKs' errors are known by their names, because a
 * numeric `code` alone may be a database's.
 */
export function isProtocolError(error: unknown): error is McpError | ProtocolErrorLike {
  if (isMcpError(error)) return ERRORS[error.code].kind === 'protocol';
  if (!(error instanceof Error)) return false;
  const fromSdk = error.name === 'ProtocolError' || error.name === 'McpError';
  return fromSdk && Number.isSafeInteger((error as Partial<ProtocolErrorLike>).code);
}

/** The error to answer with; what is none of ours becomes an internal one. */
export function asProtocolError(error: unknown): McpError | ProtocolErrorLike {
  if (isProtocolError(error)) return error;
  return new McpError('INTERNAL_ERROR', 'Internal error', { cause: error });
}

export function toRpcError(error: McpError | ProtocolErrorLike): RpcError {
  return {
    code: isMcpError(error) ? (rowOf(error).rpc ?? -32603) : error.code,
    // Code of the application may have put anything there.
    message: toText(error.message),
    ...(error.data !== undefined && { data: error.data }),
  };
}

/** The HTTP status of the answer, where the transport is HTTP. */
export function httpStatusOf(error: McpError | ProtocolErrorLike): number {
  return (isMcpError(error) ? rowOf(error).status : undefined) ?? 200;
}

function rowOf({ code }: McpError): ErrorDefinition {
  return ERRORS[code];
}
