import type { LabProcess } from '../lab/lab.process.js';
import { ModernHttpClient, SessionClient, SseClient, StatelessClient } from './http.clients.js';
import type { Identity, LabClient } from './lab.client.js';
import { LineClient } from './line.clients.js';

type Connect = (lab: LabProcess, identity: Identity) => Promise<LabClient>;

/** Every way to a server, with a client that behaves well. */
export const KINDS = {
  session: async (lab, identity) => {
    const client = await new SessionClient(lab, identity).connect();
    await client.listen();
    return client;
  },
  modern: async (lab, identity) => new ModernHttpClient(lab, identity),
  sse: (lab, identity) => new SseClient(lab, identity).connect(),
  'lines, legacy': (lab, identity) => new LineClient('legacy', lab, identity).connect(),
  'lines, modern': (lab, identity) => new LineClient('modern', lab, identity).connect(),
  stateless: async (lab, identity) => new StatelessClient(lab, identity),
} as const satisfies Record<string, Connect>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];
