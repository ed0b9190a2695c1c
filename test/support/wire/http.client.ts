import supertest from 'supertest';
import { expect } from 'vitest';
import {
  ACCEPT_BOTH,
  callTool,
  initialize,
  modernHeaders,
  modernRequest,
  request,
  type Headers,
  type Json,
} from './rpc.messages.js';

interface Target {
  readonly origin: string;
}

/** Posts a JSON value, or a text as it is. A header that is empty is left out. */
export function post(
  { origin }: Target,
  body: unknown,
  headers: Headers = {},
  path = '/mcp',
): supertest.Test {
  const all = { ...ACCEPT_BOTH, 'content-type': 'application/json', ...headers };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return supertest(origin).post(path).set(sent).send(text);
}

/** A modern request with the headers that belong to it. */
export function postModern(
  target: Target,
  method: string,
  params: Json = {},
  headers: Headers = {},
  path?: string,
): supertest.Test {
  const message = modernRequest(1, method, params);
  return post(target, message, { ...modernHeaders(message), ...headers }, path);
}

export interface OpenSession {
  readonly id: string;
  readonly headers: Headers;
  request(id: unknown, method: string, params?: Json): supertest.Test;
  send(message: unknown, headers?: Headers): supertest.Test;
}

export async function openSession(
  target: Target,
  version?: string,
  path?: string,
): Promise<OpenSession> {
  const answer = await post(target, initialize(version), {}, path).expect(200);
  const id = answer.headers['mcp-session-id'] as string;
  const headers = {
    'mcp-session-id': id,
    'mcp-protocol-version': answer.body.result.protocolVersion as string,
  };
  const send = (message: unknown, more: Headers = {}) =>
    post(target, message, { ...headers, ...more }, path);
  return {
    id,
    headers,
    send,
    request: (rpcId, method, params) => send(request(rpcId, method, params)),
  };
}

/** Clients of both eras that do nothing wrong get right answers. */
export async function expectServed(target: Target): Promise<void> {
  const call = callTool('echo', { text: 'still here' });
  const content = [{ type: 'text', text: 'still here' }];
  const modern = await postModern(target, 'tools/call', call).expect(200);
  expect(modern.body.result).toMatchObject({ resultType: 'complete', content });
  const session = await openSession(target);
  const legacy = await session.request('legacy', 'tools/call', call).expect(200);
  expect(legacy.body).toEqual({ jsonrpc: '2.0', id: 'legacy', result: { content } });
  await supertest(target.origin).delete('/mcp').set(session.headers).expect(204);
}
