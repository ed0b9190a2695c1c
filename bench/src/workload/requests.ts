/** How a client speaks: the revision, whether in a session, and the form of answer it takes. */
export type Style = 'modern' | 'stateless' | 'session' | 'framed';

/** A request whose id is left to the load. */
export interface RequestShape {
  readonly headers: Readonly<Record<string, string>>;
  /** JSON before and after the id. */
  readonly body: readonly [string, string];
}

export interface Call {
  readonly method: 'tools/call' | 'tools/list';
  /** Characters of the message to be echoed. @default 16 */
  readonly size?: number;
}

export const ECHO: Call = { method: 'tools/call' };
export const LIST: Call = { method: 'tools/list' };

const PREFIX = 'io.modelcontextprotocol/';
const ENVELOPE = {
  [`${PREFIX}protocolVersion`]: '2026-07-28',
  [`${PREFIX}clientInfo`]: { name: 'bench', version: '1.0.0' },
  [`${PREFIX}clientCapabilities`]: {},
};

export function messageOf({ size = 16 }: Call): string {
  return 'hello, shelves! '.repeat(Math.ceil(size / 16)).slice(0, size);
}

export function shape(call: Call, style: Style, session?: string): RequestShape {
  const modern = style === 'modern' || style === 'framed';
  const revision = modern ? '2026-07-28' : '2025-11-25';
  const isCall = call.method === 'tools/call';
  const params = {
    ...(isCall && { name: 'echo', arguments: { message: messageOf(call) } }),
    ...(modern && { _meta: ENVELOPE }),
  };
  return {
    headers: {
      'Content-Type': 'application/json',
      Accept: style === 'framed' ? 'text/event-stream' : 'application/json, text/event-stream',
      'MCP-Protocol-Version': revision,
      ...(modern && { 'Mcp-Method': call.method, ...(isCall && { 'Mcp-Name': 'echo' }) }),
      ...(session !== undefined && { 'Mcp-Session-Id': session }),
    },
    body: [
      '{"jsonrpc":"2.0","id":',
      `,"method":${JSON.stringify(call.method)},"params":${JSON.stringify(params)}}`,
    ],
  };
}
