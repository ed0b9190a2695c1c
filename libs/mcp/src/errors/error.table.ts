/**
 * Where an error shows up: while the application starts, as a JSON-RPC error, or inside a tool
 * result (`isError: true`), where a model can read it and try again.
 */
export type ErrorKind = 'boot' | 'protocol' | 'tool';

export interface ErrorDefinition {
  readonly kind: ErrorKind;
  /** JSON-RPC error code; only for protocol errors. */
  readonly rpc?: number;
  /** HTTP status of the answer where the transport is HTTP; 200 when the error travels in-band. */
  readonly status?: number;
  /** One sentence for `docs/errors.md`. */
  readonly meaning: string;
}

const boot = (meaning: string): ErrorDefinition => ({ kind: 'boot', meaning });
const tool = (meaning: string): ErrorDefinition => ({ kind: 'tool', meaning });
const protocol = (rpc: number, status: number, meaning: string): ErrorDefinition => ({
  kind: 'protocol',
  rpc,
  status,
  meaning,
});

/** Every error of nest-mcp, by its stable code. `docs/errors.md` is checked against this table. */
export const ERRORS = {
  INVALID_OPTIONS: boot('An option of McpModule has a value that cannot work, or is none.'),
  INVALID_SCHEMA: boot('A schema of a tool cannot be turned into JSON Schema or a validator.'),
  INVALID_TOOL: boot('A tool is declared in a way that cannot be served.'),
  INVALID_RESOURCE: boot('A resource or a template is declared in a way that cannot be served.'),
  INVALID_PROMPT: boot('A prompt or a completer is declared in a way that cannot be served.'),
  INVALID_SKILL: boot('A skill cannot be served as its files or its method are.'),
  INVALID_ENHANCER: boot('A guard, pipe, interceptor or filter of a method would never run.'),
  MISPLACED_DECORATOR: boot('A decorator stands where it has no effect, or twice on one method.'),
  DUPLICATE_NAME: boot('Two tools, resources, prompts or skills of a server have the same name.'),
  UNKNOWN_SERVER: boot('A server is named that no forRoot declares.'),
  MISSING_PACKAGE: boot('A transport is switched on, but its optional package is not installed.'),

  PARSE_ERROR: protocol(-32700, 400, 'The message is not valid JSON.'),
  INVALID_REQUEST: protocol(-32600, 400, 'The JSON is not a valid JSON-RPC message here.'),
  UNSAFE_PAYLOAD: protocol(-32600, 400, 'The JSON is nested too deeply or has a forbidden key.'),
  DUPLICATE_REQUEST_ID: protocol(-32600, 200, 'A request with this id is still being answered.'),
  METHOD_NOT_FOUND: protocol(-32601, 404, 'The revision or the server has no such method.'),
  INVALID_PARAMS: protocol(-32602, 200, 'The parameters of the request have the wrong shape.'),
  INVALID_ARGUMENTS: protocol(-32602, 200, 'The arguments do not match the schema of the tool.'),
  UNKNOWN_TOOL: protocol(-32602, 200, 'The server offers no tool of that name.'),
  UNKNOWN_PROMPT: protocol(-32602, 200, 'The server offers no prompt of that name.'),
  RESOURCE_NOT_FOUND: protocol(-32002, 200, 'There is no such resource (-32602 in 2026-07-28).'),
  UNKNOWN_REFERENCE: protocol(-32602, 200, 'There is no such prompt or template to complete.'),
  UNKNOWN_SKILL: protocol(-32602, 200, 'The server offers no skill at that address.'),
  UNKNOWN_DIRECTORY: protocol(-32602, 200, 'No skill has a directory at that address.'),
  TIMED_OUT: protocol(-32603, 200, 'A handler did not answer within its time-out.'),
  HANDLER_REFUSED: protocol(-32603, 200, 'A handler refused the request; its message says why.'),
  RESULT_TOO_LARGE: protocol(-32603, 200, 'The result of a handler is larger than the limit.'),
  TOO_MANY_SUBSCRIPTIONS: protocol(-32603, 200, 'The client subscribed to too many resources.'),
  INVALID_STATE: protocol(-32602, 200, 'The requestState is tampered with, expired or foreign.'),
  INVALID_ANSWER: protocol(-32603, 200, 'The client gave a wrong answer to a question, or none.'),
  MISSING_CLIENT_CAPABILITY: protocol(-32021, 400, 'The client lacks a capability the call needs.'),
  CLIENT_UNREACHABLE: protocol(-32603, 200, 'A handler asks the client, which cannot be asked.'),
  INVALID_CURSOR: protocol(-32602, 200, 'The pagination cursor is not one of this server.'),
  INVALID_ENVELOPE: protocol(-32602, 400, 'The 2026-07-28 request envelope is missing or wrong.'),
  HEADER_MISMATCH: protocol(-32020, 400, 'The HTTP headers and the body disagree.'),
  UNSUPPORTED_REVISION: protocol(-32022, 400, 'The protocol revision is not served.'),
  UNSUPPORTED_VERSION_HEADER: protocol(-32000, 400, 'MCP-Protocol-Version names no revision.'),
  SESSION_REQUIRED: protocol(-32000, 400, 'The request needs an Mcp-Session-Id header.'),
  SESSION_NOT_FOUND: protocol(-32001, 404, 'The session is unknown, expired or ended.'),
  FOREIGN_SESSION: protocol(-32000, 403, 'The session belongs to another caller.'),
  UNKNOWN_EVENT: protocol(-32000, 400, 'Last-Event-ID names an event that is not kept any more.'),
  FORBIDDEN_ORIGIN: protocol(-32000, 403, 'The Origin header is not on the allowlist.'),
  FORBIDDEN_HOST: protocol(-32000, 403, 'The Host header is not on the allowlist.'),
  METHOD_NOT_ALLOWED: protocol(-32000, 405, 'The endpoint does not serve this HTTP method.'),
  NOT_ACCEPTABLE: protocol(-32000, 406, 'The client accepts no form in which we can answer.'),
  PAYLOAD_TOO_LARGE: protocol(-32000, 413, 'The message is larger than the configured limit.'),
  UNSUPPORTED_MEDIA_TYPE: protocol(-32000, 415, 'The body is not application/json.'),
  TOO_MANY_REQUESTS: protocol(-32000, 429, 'Too many requests of the client are open at once.'),
  TOO_MANY_CONNECTIONS: protocol(-32000, 503, 'The limit of open connections is reached.'),
  SHUTTING_DOWN: protocol(-32000, 503, 'The server is stopping and takes no new work.'),
  INTERNAL_ERROR: protocol(-32603, 200, 'The server failed; details are in its log only.'),

  TOOL_TIMED_OUT: tool('The tool did not answer within its time-out.'),
  TOOL_FAILED: tool('The tool failed; details are in the log under the correlation id.'),
  INVALID_OUTPUT: tool('The tool returned something else than its output schema declares.'),
  INVALID_QUESTION: tool('A handler asks the client in a form that no client knows; see the log.'),
  UNSERIALISABLE_RESULT: tool('The tool returned something that JSON cannot carry.'),
} as const satisfies Record<string, ErrorDefinition>;

export type McpErrorCode = keyof typeof ERRORS;
