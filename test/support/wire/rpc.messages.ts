/** JSON-RPC messages and HTTP headers as clients of both eras send them. */
export const LEGACY = '2025-11-25';
export const MODERN = '2026-07-28';

export type Json = Readonly<Record<string, unknown>>;
export type Headers = Readonly<Record<string, string>>;

const CLIENT = { name: 'wire', version: '1.0.0' };
const META_PREFIX = 'io.modelcontextprotocol';

export const ACCEPT_BOTH: Headers = { accept: 'application/json, text/event-stream' };

export function request(id: unknown, method: string, params?: Json): Json {
  return { jsonrpc: '2.0', id, method, ...(params && { params }) };
}

export function notification(method: string, params?: Json): Json {
  return { jsonrpc: '2.0', method, ...(params && { params }) };
}

export function initialize(protocolVersion: string = LEGACY): Json {
  return request(0, 'initialize', { protocolVersion, capabilities: {}, clientInfo: CLIENT });
}

/** The `_meta` of a modern request; a part that is undefined is left out. */
export function envelope(parts: Json = {}): Json {
  const all = {
    protocolVersion: MODERN,
    clientCapabilities: {},
    clientInfo: CLIENT,
    ...parts,
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key.includes('/') ? key : `${META_PREFIX}/${key}`, value]),
  );
}

export function modernRequest(id: unknown, method: string, params: Json = {}): Json {
  const { _meta, ...rest } = params;
  return request(id, method, { ...rest, _meta: { ...envelope(), ...(_meta as Json | undefined) } });
}

/** The headers that go with a modern request. */
export function modernHeaders({ method, params }: Json): Headers {
  const { name, uri } = (params ?? {}) as Json;
  const target = name ?? uri;
  return {
    'mcp-protocol-version': MODERN,
    'mcp-method': String(method),
    ...(typeof target === 'string' && { 'mcp-name': target }),
  };
}

export function callTool(name: string, args: Json = {}, _meta?: Json): Json {
  return { name, arguments: args, ...(_meta && { _meta }) };
}
