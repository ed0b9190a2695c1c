import type { ClientOptions } from '@modelcontextprotocol/client';
import type { Era } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { onTestFinished } from 'vitest';
import { HTTP_SSE, STREAMABLE_HTTP } from './clients/over.http.js';
import { STDIO_LINES, STDIO_PROCESSES } from './clients/over.stdio.js';
import type { TestClient } from './clients/test.client.js';
import { wrapV2 } from './clients/v2.client.js';
import { fixtureApp, fixtureProcess, fixtureServer } from './fixture.servers.js';
import { ADAPTER_NAMES, type Adapter } from './adapters.js';

export interface OpenOptions {
  readonly headers?: Record<string, string>;
  /** For clients of SDK v2. */
  readonly client?: ClientOptions;
}

/** One way in which a client reaches the fixture. */
export interface Channel {
  readonly name: string;
  readonly transport: 'streamable-http' | 'sse' | 'stdio' | 'in-memory';
  readonly era: Era;
  readonly client: string;
  readonly adapter?: Adapter;
  /** Whether the server keeps something for this client between requests. */
  readonly lasting: boolean;
  /** Connects a client, until the test ends. */
  open(options?: OpenOptions): Promise<TestClient>;
}

type Description = Omit<Channel, 'era' | 'name' | 'open'> & { readonly variant?: string };

function channel(
  { variant, ...about }: Description,
  connect: (options: OpenOptions) => Promise<TestClient>,
): Channel {
  const { transport, adapter, client } = about;
  return {
    ...about,
    name: [transport, adapter, variant, `${client} client`].filter(Boolean).join(', '),
    era: /modern|auto/.test(client) ? 'modern' : 'legacy',
    open: async (options = {}) => {
      const opened = await connect(options);
      onTestFinished(() => opened.close());
      return opened;
    },
  };
}

const streamableHttp = ADAPTER_NAMES.flatMap((adapter) =>
  Object.entries(STREAMABLE_HTTP).flatMap(([client, connect]) =>
    [true, false].map((sessions) =>
      channel(
        {
          transport: 'streamable-http',
          adapter,
          client,
          lasting: sessions && !/modern|auto/.test(client),
          ...(!sessions && { variant: 'no sessions' }),
        },
        async (options) => connect((await fixtureServer(adapter, sessions)).at('/mcp'), options),
      ),
    ),
  ),
);

const sse = ADAPTER_NAMES.flatMap((adapter) =>
  Object.entries(HTTP_SSE).map(([client, connect]) =>
    channel({ transport: 'sse', adapter, client, lasting: true }, async (options) =>
      connect((await fixtureServer(adapter, true)).at('/mcp/sse'), options),
    ),
  ),
);

const stdio = Object.entries(STDIO_LINES).map(([client, connect]) =>
  channel({ transport: 'stdio', client, lasting: true }, async (options) =>
    connect(await fixtureApp(), options.client),
  ),
);

const processes = Object.keys(STDIO_PROCESSES).map((client): Channel => {
  const about = { transport: 'stdio', client, lasting: true } as const;
  const connect = () => fixtureProcess(client as keyof typeof STDIO_PROCESSES);
  return { ...channel({ ...about, variant: 'spawned' }, connect), open: connect };
});

const inMemory = (['modern', 'legacy'] as const).map((era) =>
  channel({ transport: 'in-memory', client: `v2 ${era}`, lasting: true }, async (options) => {
    const client = await connectClient(await fixtureApp(), {
      era,
      ...(options.client && { client: options.client }),
    });
    return wrapV2(client);
  }),
);

/** Every transport, era, HTTP adapter and client. */
export const CHANNELS: readonly Channel[] = [...streamableHttp, ...sse, ...stdio, ...inMemory];

/** The fixture as a process of its own, which takes a second to start: a file shares it. */
export const PROCESSES: readonly Channel[] = processes;

export type ChannelFilter = Partial<Pick<Channel, 'transport' | 'era' | 'client' | 'lasting'>>;

/** The channels that are as described; a list that comes out empty is a mistake of the test. */
export function channelsWith(filter: ChannelFilter): readonly Channel[] {
  const wanted = Object.entries(filter);
  const found = CHANNELS.filter((one) =>
    wanted.every(([key, value]) => one[key as keyof ChannelFilter] === value),
  );
  if (found.length === 0) throw new Error(`no channel has ${JSON.stringify(filter)}`);
  return found;
}

export const LASTING_LEGACY_CHANNELS = channelsWith({ era: 'legacy', lasting: true });
export const MODERN_CHANNELS = channelsWith({ era: 'modern' });
export const LEGACY_CHANNELS = channelsWith({ era: 'legacy' });
