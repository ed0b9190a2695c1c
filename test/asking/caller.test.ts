import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { postModern } from '../support/wire/http.client.js';
import { envelope, type Headers, type Json } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES, type Adapter } from '../support/adapters.js';
import { serve, type Handler, type Setup } from '../support/wire/served.app.js';

const SECRET = 'a secret that all replicas of it share';
const Name = z.object({ name: z.string() });
const INPUT = { answer: { action: 'accept', content: { name: 'Ada' } } };
const CAPABLE = envelope({ 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } });

const asking: Handler = async (_, ctx) => {
  const drawn = await ctx.once('lot', () => 'the secret lot of whoever began');
  await ctx.elicit({ message: 'Name?', schema: Name, key: 'answer' });
  return drawn;
};

async function open(adapter: Adapter, mcp: Setup['mcp'] = {}) {
  const served = await serve(adapter, { mcp, tools: { asking } });
  return async (authorization: string | undefined, more: Json = {}): Promise<Json> => {
    const params = { name: 'asking', arguments: {}, _meta: CAPABLE, ...more };
    const headers: Headers = authorization === undefined ? {} : { authorization };
    const { body } = await postModern(served, 'tools/call', params, headers);
    return body as Json;
  };
}

const stateOf = ({ result }: Json) => ({
  requestState: (result as Json)['requestState'],
  inputResponses: INPUT,
});
const REFUSED = { error: { code: -32602, message: 'Invalid or expired requestState' } };
const ANSWERED = { result: { resultType: 'complete' } };

describe.each(ADAPTER_NAMES)('the state of a call on %s', (adapter) => {
  it.each([
    ['another', 'Bearer bob'],
    ['nobody', undefined],
  ])('of one caller is refused from %s', async (_, thief) => {
    const call = await open(adapter);
    const state = stateOf(await call('Bearer ada'));
    expect(await call(thief, state)).toMatchObject(REFUSED);
    expect(await call('Bearer ada', state)).toMatchObject(ANSWERED);
  });

  it('belongs to whom the application says, whatever token is sent', async () => {
    const principal = ({ headers }: { headers: Json }) =>
      String(headers['authorization']).split('.')[0];
    const call = await open(adapter, { principal });
    const state = stateOf(await call('ada.1'));
    expect(await call('bob.1', state)).toMatchObject(REFUSED);
    expect(await call('ada.2', state)).toMatchObject(ANSWERED);
  });

  it('is good at replicas of the server, and at no other server with the secret', async () => {
    const [call, replica, other] = await Promise.all([
      open(adapter, { secret: SECRET }),
      open(adapter, { secret: SECRET }),
      open(adapter, { secret: SECRET, name: 'other' }),
    ]);
    const state = stateOf(await call('Bearer ada'));
    expect(await other('Bearer ada', state)).toMatchObject(REFUSED);
    expect(await replica('Bearer ada', state)).toMatchObject(ANSWERED);
  });
});
