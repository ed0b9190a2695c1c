import {
  SSEClientTransport as SseV2,
  StreamableHTTPClientTransport as StreamableV2,
} from '@modelcontextprotocol/client';
import { SSEClientTransport as Sse132 } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as Streamable132 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SSEClientTransport as Sse110 } from 'sdk-1-10/client/sse.js';
import { StreamableHTTPClientTransport as Streamable110 } from 'sdk-1-10/client/streamableHttp.js';
import { SSEClientTransport as Sse117 } from 'sdk-1-17/client/sse.js';
import { StreamableHTTPClientTransport as Streamable117 } from 'sdk-1-17/client/streamableHttp.js';
import { describe } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Served } from '../support/serve.js';
import { StoryModule } from './story/desk.js';
import { NO_ELICITATION } from './story/lacks.js';
import type { Reader } from './story/reader.js';
import { read110, read117, read132 } from './story/readers.v1.js';
import { readV2 } from './story/readers.v2.js';
import { tellStory, type Telling } from './story/story.js';

interface Path extends Omit<Telling, 'open'> {
  readonly connect: (at: Served['at']) => Promise<Reader>;
}

const OLD = { lacks: { 'is asked for a headline': NO_ELICITATION } };

const PATHS: Readonly<Record<string, Path>> = {
  'Streamable HTTP, client 2.4, modern': {
    connect: (at) => readV2(new StreamableV2(at('/mcp')), 'modern'),
    revision: '2026-07-28',
  },
  'Streamable HTTP, client 2.4, auto': {
    connect: (at) => readV2(new StreamableV2(at('/mcp')), 'auto'),
    revision: '2026-07-28',
  },
  'Streamable HTTP, client 2.4, legacy': {
    connect: (at) => readV2(new StreamableV2(at('/mcp')), 'legacy'),
    revision: '2025-11-25',
  },
  'Streamable HTTP, SDK 1.32': { connect: (at) => read132(new Streamable132(at('/mcp'))) },
  'Streamable HTTP, SDK 1.17': { connect: (at) => read117(new Streamable117(at('/mcp'))) },
  'Streamable HTTP, SDK 1.10': { connect: (at) => read110(new Streamable110(at('/mcp'))), ...OLD },
  'HTTP+SSE, client 2.4, legacy': {
    connect: (at) => readV2(new SseV2(at('/mcp/sse')), 'legacy'),
    revision: '2025-11-25',
  },
  'HTTP+SSE, SDK 1.32': { connect: (at) => read132(new Sse132(at('/mcp/sse'))) },
  'HTTP+SSE, SDK 1.17': { connect: (at) => read117(new Sse117(at('/mcp/sse'))) },
  'HTTP+SSE, SDK 1.10': { connect: (at) => read110(new Sse110(at('/mcp/sse'))), ...OLD },
};

describe.each(ADAPTER_NAMES)('the story desk on %s', (adapter) => {
  for (const [name, { connect, ...telling }] of Object.entries(PATHS)) {
    let served: Served;
    const open = async () => {
      served = await serve(StoryModule).untilClosed(adapter);
      return connect(served.at);
    };
    tellStory(name, { ...telling, open, close: () => served?.close() });
  }
});
