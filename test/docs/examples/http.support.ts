const META = 'io.modelcontextprotocol';

/** The answer to a call, as far as the tests look at it. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly result?: { readonly content: unknown; readonly isError?: boolean };
}

/** Calls a tool with one 2026-07-28 request. */
export async function callOverHttp(
  url: string,
  name: string,
  args: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answered> {
  const _meta = { [`${META}/protocolVersion`]: '2026-07-28', [`${META}/clientCapabilities`]: {} };
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': 'tools/call',
      'Mcp-Name': name,
      ...headers,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: args, _meta },
    }),
  });
  const body = (await response.json()) as { result?: Answered['result'] };
  return {
    status: response.status,
    headers: response.headers,
    ...(body.result && { result: body.result }),
  };
}
