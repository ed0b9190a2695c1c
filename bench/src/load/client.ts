import type { Call, RequestShape } from '../workload/requests.js';
import { shape } from '../workload/requests.js';

/** The JSON-RPC answer of a server, in whichever form it came. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly message: { readonly id?: number; readonly result?: Record<string, unknown> };
  readonly session: string | undefined;
}

export async function send(
  url: string,
  { headers, body: [before, after] }: RequestShape,
  id = 100_000_000,
): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body: before + id + after });
  const text = await response.text();
  return {
    status: response.status,
    text,
    message: messageIn(text),
    session: response.headers.get('mcp-session-id') ?? undefined,
  };
}

/** Goes through the handshake of the 2025 era; what comes back goes with each request. */
export async function openSession(url: string): Promise<string> {
  const { headers } = shape({ method: 'tools/call' } satisfies Call, 'stateless');
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'bench', version: '1.0.0' },
  };
  const body = `,"method":"initialize","params":${JSON.stringify(params)}}`;
  const { session, text } = await send(url, { headers, body: ['{"jsonrpc":"2.0","id":', body] });
  if (session === undefined) throw new Error(`${url} opened no session: ${text}`);
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'Mcp-Session-Id': session },
    body: '{"jsonrpc":"2.0","method":"notifications/initialized"}',
  });
  await response.arrayBuffer();
  return session;
}

function messageIn(text: string): Answer['message'] {
  const json = text.startsWith('{') ? text : (/^data: ?(\{.*)$/m.exec(text)?.[1] ?? '{}');
  return JSON.parse(json) as Answer['message'];
}
