import { once } from 'node:events';
import net from 'node:net';
import type { Json } from '../../support/wire/rpc.messages.js';
import type { LabProcess } from '../lab/lab.process.js';
import {
  ModernHttpClient,
  SessionClient,
  SseClient,
  StatelessClient,
} from '../wire/http.clients.js';
import type { Identity, LabClient } from '../wire/lab.client.js';
import { LineClient } from '../wire/line.clients.js';

type Visit = (lab: LabProcess) => Promise<void>;

const LABEL = 'visitor';
const URI = 'lab://fixed';
const LONG_WAIT = { label: LABEL, ms: 60_000 };
const SILENT: Identity = { label: LABEL, answer: () => undefined };
const TALKATIVE: Identity = {
  label: LABEL,
  answer: () => ({ action: 'accept', content: { name: 'Ada' } }),
};

const isProgress = ({ method }: Json) => method === 'notifications/progress';
const isQuestion = ({ method }: Json) => method === 'elicitation/create';
const isAcknowledgement = ({ method }: Json) => String(method).endsWith('/acknowledged');

const session = (lab: LabProcess, who = SILENT) => new SessionClient(lab, who).connect();

/** Starts a call that never ends by itself, and leaves as soon as it runs. */
async function leaveWaiting(client: LabClient): Promise<void> {
  void client.call(1, 'wait', LONG_WAIT, { progressToken: 'p' });
  await client.received(isProgress);
  client.drop();
}

async function leaveListening(client: LabClient): Promise<void> {
  void client.request(1, 'subscriptions/listen', {
    notifications: { toolsListChanged: true, resourceSubscriptions: [URI] },
  });
  await client.received(isAcknowledgement);
  client.drop();
}

/** Has the user asked, and leaves without an answer. */
async function leaveAsked(client: LabClient): Promise<void> {
  void client.call(2, 'ask', { label: LABEL });
  await client.received(isQuestion);
  client.drop();
}

/** Everything that a client can open, and how it goes away again. */
export const VISITS: Readonly<Record<string, Visit>> = {
  'a session that its client ends': async (lab) => {
    const client = await session(lab, TALKATIVE);
    await client.listen();
    await client.request(1, 'resources/subscribe', { uri: URI });
    await client.call(2, 'ask', { label: LABEL });
    await client.call(3, 'touch', { uri: URI, times: 5 });
    await client.end();
    client.drop();
  },
  'a session that is abandoned': async (lab) => {
    const client = await session(lab);
    await client.listen();
    await client.request(1, 'resources/subscribe', { uri: URI });
    client.drop();
  },
  'a session with a question that nobody answers': async (lab) => leaveAsked(await session(lab)),
  'a session whose answer is read half': async (lab) => {
    const client = await session(lab);
    void client.call(1, 'talk', { label: LABEL, steps: 50 }, { progressToken: 'p' });
    await client.received(isProgress);
    client.drop();
  },
  'a session that ends while a call runs': async (lab) => {
    const client = await session(lab);
    void client.call(1, 'wait', LONG_WAIT, { progressToken: 'p' });
    await client.received(isProgress);
    await client.end();
    client.drop();
  },
  'an SSE connection with a call': async (lab) =>
    leaveWaiting(await new SseClient(lab, SILENT).connect()),
  'an SSE connection with a question': async (lab) =>
    leaveAsked(await new SseClient(lab, SILENT).connect()),
  'a listening stream': async (lab) => leaveListening(new ModernHttpClient(lab, SILENT)),
  'a modern call': async (lab) => leaveWaiting(new ModernHttpClient(lab, SILENT)),
  'a modern call of several rounds': async (lab) => {
    const client = new ModernHttpClient(lab, TALKATIVE);
    await client.call(1, 'ask', { label: LABEL });
    await client.request(2, 'tools/call', { name: 'ask', arguments: { label: LABEL } });
  },
  'a call without a session': async (lab) => leaveWaiting(new StatelessClient(lab, SILENT)),
  'stdio of the 2025 era, with a call': async (lab) =>
    leaveWaiting(await new LineClient('legacy', lab, SILENT).connect()),
  'stdio of the 2025 era, with a question': async (lab) =>
    leaveAsked(await new LineClient('legacy', lab, SILENT).connect()),
  'stdio of the 2026 era, listening': async (lab) =>
    leaveListening(await new LineClient('modern', lab, SILENT).connect()),
  'half a body': async (lab) => {
    const socket = net.connect(lab.ports.http, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        `Content-Length: 100000\r\n\r\n{"jsonrpc":"${'x'.repeat(10_000)}`,
    );
    socket.destroy();
  },
};
