import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';

/** Opens the listening stream of each session and leaves it open. */
export async function openStreams(url: string, sessions: readonly string[]): Promise<() => void> {
  const open: ClientRequest[] = [];
  for (const session of sessions) open.push(await openStream(url, session));
  return () => {
    for (const one of open) one.destroy();
  };
}

async function openStream(url: string, session: string): Promise<ClientRequest> {
  const one = request(url, {
    agent: false,
    headers: {
      Accept: 'text/event-stream',
      'MCP-Protocol-Version': '2025-11-25',
      'Mcp-Session-Id': session,
    },
  }).end();
  one.on('error', () => undefined);
  const [response] = (await once(one, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`a stream was answered ${response.statusCode}`);
  response.on('error', () => undefined).resume();
  return one;
}
