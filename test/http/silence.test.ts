import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { EventReader } from '../support/wire/event.reader.js';
import { gate } from '../support/wire/gate.js';
import { openSession, post } from '../support/wire/http.client.js';
import {
  callTool,
  modernHeaders,
  modernRequest,
  request,
  type Headers,
  type Json,
} from '../support/wire/rpc.messages.js';
import { serve, type Handler, type Served } from '../support/wire/served.app.js';

type Ask = (served: Served, accept?: string) => Promise<{ body: Json; headers: Headers }>;

const ERAS: Record<string, Ask> = {
  'the modern era': async (_, accept) => {
    const body = modernRequest(1, 'tools/call', callTool('slow'));
    return { body, headers: { ...modernHeaders(body), ...(accept && { accept }) } };
  },
  'a session': async (served, accept) => {
    const { headers } = await openSession(served);
    const body = request(1, 'tools/call', callTool('slow'));
    return { body, headers: { ...headers, ...(accept && { accept }) } };
  },
};

async function silent(adapter: (typeof ADAPTER_NAMES)[number]) {
  const release = gate();
  const slow: Handler = async () => {
    await release.opened;
    return 'done';
  };
  return { release, served: await serve(adapter, { mcp: { keepAlive: 20 }, tools: { slow } }) };
}

describe.each(ADAPTER_NAMES)('on %s, a call that is silent for long', (adapter) => {
  it.each(Object.keys(ERAS))('in %s becomes a stream with comments', async (era) => {
    const { release, served } = await silent(adapter);
    const { body, headers } = await ERAS[era]!(served);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    expect(stream.headers['content-type']).toBe('text/event-stream');
    let event = await stream.next();
    while (event && event.comment === undefined) event = await stream.next();
    expect(event?.comment).toBe('keep-alive');
    release.open();
    expect(await stream.message()).toMatchObject({
      id: 1,
      result: { content: [{ text: 'done' }] },
    });
    expect(await stream.message()).toBeUndefined();
  });

  it('in a session can be taken up again', async () => {
    const { release, served } = await silent(adapter);
    const { body, headers } = await ERAS['a session']!(served);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    const { id } = (await stream.next()) ?? {};
    stream.disconnect();
    const again = await EventReader.open(`${served.origin}/mcp`, {
      headers: { ...headers, 'last-event-id': id ?? '' },
    });
    release.open();
    expect(await again.message()).toMatchObject({ id: 1, result: {} });
  });

  it.each(Object.keys(ERAS))(
    'in %s stays one JSON text for a client that takes no stream',
    async (era) => {
      const { release, served } = await silent(adapter);
      const { body, headers } = await ERAS[era]!(served, 'application/json');
      const answer = post(served, body, headers).expect(200).expect('content-type', /json/);
      const answered = answer.then(({ body: json }) => json as Json);
      // The comments of another call tell how long it was silent.
      const { body: other, headers: more } = await ERAS['the modern era']!(served);
      const clock = await EventReader.open(`${served.origin}/mcp`, { headers: more, body: other });
      for (let comments = 0; comments < 3; comments++) await clock.next();
      release.open();
      expect(await answered).toMatchObject({ id: 1, result: {} });
    },
  );
});
