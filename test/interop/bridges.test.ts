import { StreamableHTTPClientTransport, SSEClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { StdioClientTransport as Stdio132 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe } from 'vitest';
import { serve, type Served } from '../support/serve.js';
import { HttpProxy, stdioProxy, type Upstream } from './bridges/mcp.proxy.js';
import { RemoteBridge } from './bridges/mcp.remote.js';
import { StoryModule } from './story/desk.js';
import { NO_CANCELLATION, NO_QUESTIONS } from './story/lacks.js';
import type { Reader } from './story/reader.js';
import { read132 } from './story/readers.v1.js';
import { readV2 } from './story/readers.v2.js';
import { tellStory, type Telling } from './story/story.js';

interface Closable {
  close(): unknown;
}

/** The desk over HTTP behind something that speaks stdio; all of it ends, whatever happens. */
function behind<T extends Closable>(
  bridge: (served: Served, closing: (one: Closable) => void) => T,
  connect: (transport: T) => Promise<Reader>,
): Pick<Telling, 'open' | 'close'> {
  const opened: Closable[] = [];
  const closing = (one: Closable) => void opened.unshift(one);
  return {
    open: async () => {
      const served = await serve(StoryModule).untilClosed('express');
      closing(served);
      const transport = bridge(served, closing);
      closing(transport);
      return connect(transport);
    },
    close: async () => {
      for (const one of opened) await one.close();
    },
  };
}

const remote =
  (path: string, ...flags: string[]) =>
  ({ at }: Served, closing: (one: Closable) => void) => {
    const bridge = new RemoteBridge();
    closing(bridge);
    return bridge.command(at(path), ...flags);
  };

describe('mcp-remote', () => {
  const legacy = (transport: StdioClientTransport) => readV2(transport, 'legacy');
  const http = remote('/mcp', '--transport', 'http-only');
  tellStory('before Streamable HTTP, client 2.4', {
    ...behind((...given) => new StdioClientTransport(http(...given)), legacy),
    revision: '2025-11-25',
  });
  tellStory('before Streamable HTTP, SDK 1.32', {
    ...behind((...given) => new Stdio132(http(...given)), read132),
  });
  const sse = remote('/mcp/sse', '--transport', 'sse-only');
  tellStory('before HTTP+SSE, client 2.4', {
    ...behind((...given) => new StdioClientTransport(sse(...given)), legacy),
    revision: '2025-11-25',
  });
  const modern = remote('/mcp', '--transport', 'http-only', '--protocol', 'auto');
  tellStory('which speaks 2026-07-28 for a client that does not', {
    ...behind((...given) => new StdioClientTransport(modern(...given)), legacy),
    revision: '2025-11-25',
    lacks: { 'stops a print': NO_CANCELLATION },
  });
});

describe.each(['legacy', 'modern'] as const)('mcp-proxy, %s to the desk', (upstream: Upstream) => {
  const before = (path: string, connect: (url: URL) => Promise<Reader>) => {
    const proxy = new HttpProxy(upstream);
    const open = async () => connect(new URL(path, await proxy.start()));
    return { open, close: () => proxy.close() };
  };
  const legacy = {
    revision: '2025-11-25',
    lacks: { 'is asked for a headline': NO_QUESTIONS },
  };

  tellStory('from Streamable HTTP to stdio', {
    ...before('/mcp', (url) => readV2(new StreamableHTTPClientTransport(url), 'legacy')),
    ...legacy,
  });
  tellStory('from HTTP+SSE to stdio', {
    ...before('/sse', (url) => readV2(new SSEClientTransport(url), 'legacy')),
    ...legacy,
  });
  tellStory('from stdio to Streamable HTTP', {
    ...behind(
      ({ at }) => new StdioClientTransport(stdioProxy(at('/mcp'), upstream)),
      (transport) => readV2(transport, 'legacy'),
    ),
    ...legacy,
  });
});
