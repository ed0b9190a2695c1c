import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { StdioClientTransport as Stdio132 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StdioClientTransport as Stdio110 } from 'sdk-1-10/client/stdio.js';
import { StdioClientTransport as Stdio117 } from 'sdk-1-17/client/stdio.js';
import { describe } from 'vitest';
import type { Negotiation } from '../support/clients/v2.client.js';
import { processFile } from '../support/wire/process.files.js';
import { NO_ELICITATION } from './story/lacks.js';
import type { Reader } from './story/reader.js';
import { read110, read117, read132 } from './story/readers.v1.js';
import { readV2 } from './story/readers.v2.js';
import { tellStory, type Telling } from './story/story.js';

const DESK = { command: process.execPath, args: [processFile('desk')] };

interface Closable {
  close(): Promise<void>;
}

/** A transport starts its process when the client connects, and ends it when it is closed. */
function over<T extends Closable>(
  transport: T,
  connect: (transport: T) => Promise<Reader>,
): Pick<Telling, 'open' | 'close'> {
  return { open: () => connect(transport), close: () => transport.close() };
}

const v2 = (negotiation: Negotiation) =>
  over(new StdioV2(DESK), (transport) => readV2(transport, negotiation));

describe('the story desk as a process', () => {
  tellStory('client 2.4, modern', { ...v2('modern'), revision: '2026-07-28' });
  tellStory('client 2.4, auto', { ...v2('auto'), revision: '2026-07-28' });
  tellStory('client 2.4, legacy', { ...v2('legacy'), revision: '2025-11-25' });
  tellStory('SDK 1.32', over(new Stdio132(DESK), read132));
  tellStory('SDK 1.17', over(new Stdio117(DESK), read117));
  tellStory('SDK 1.10', {
    ...over(new Stdio110(DESK), read110),
    lacks: { 'is asked for a headline': NO_ELICITATION },
  });
});
