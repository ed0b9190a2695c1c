import { describe, expect, it } from 'vitest';
import { post, postModern } from '../support/wire/http.client.js';
import {
  callTool,
  envelope,
  initialize,
  MODERN,
  modernHeaders,
  modernRequest,
  request,
  type Headers,
  type Json,
} from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve } from '../support/wire/served.app.js';

const PREFIX = 'io.modelcontextprotocol';
const CALL = callTool('echo', { text: 'hi' });

describe.each(ADAPTER_NAMES)('the envelope on %s', (adapter) => {
  const send = async (params: Json, headers: Headers = {}) => {
    const served = await serve(adapter);
    const message = request('id', 'server/discover', params);
    return post(served, message, { ...modernHeaders(message), ...headers });
  };

  it.each([
    ['params', {}, ['_meta']],
    [
      'an empty _meta',
      { _meta: {} },
      [`${PREFIX}/protocolVersion`, `${PREFIX}/clientCapabilities`],
    ],
    [
      'the version',
      { _meta: envelope({ protocolVersion: undefined }) },
      [`${PREFIX}/protocolVersion`],
    ],
  ])('must be complete: %s', async (_, params, missing) => {
    const answer = await send(params);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ jsonrpc: '2.0', id: 'id', error: { code: -32602 } });
    expect(answer.body.error.data).toEqual({ envelope: { missing } });
  });

  it.each([
    ['clientCapabilities', undefined, 'missing'],
    ['clientCapabilities', [], 'expected an object'],
    ['clientInfo', { name: 'only' }, 'expected an object with a name and a version'],
    ['protocolVersion', 7, 'expected a string'],
    ['logLevel', 'loud', 'expected a log level'],
  ])('must be right: %s is %j', async (key, value, problem) => {
    const answer = await send({ _meta: envelope({ [key]: value }) });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ id: 'id', error: { code: -32602 } });
    expect(answer.body.error.data).toEqual({ envelope: { key: `${PREFIX}/${key}`, problem } });
  });

  it('may lack the client info', async () => {
    const answer = await send({ _meta: envelope({ clientInfo: undefined }) });
    expect(answer.status).toBe(200);
    expect(answer.body.result).toMatchObject({
      resultType: 'complete',
      supportedVersions: [MODERN],
      capabilities: { tools: { listChanged: true } },
      _meta: { [`${PREFIX}/serverInfo`]: { name: 'wire', version: '1.0.0' } },
    });
  });

  it.each(['v999.0.0', '2027-01-01'])('must name a version that is served: %s', async (version) => {
    const headers = { 'mcp-protocol-version': version };
    const answer = await send({ _meta: envelope({ protocolVersion: version }) }, headers);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      code: -32022,
      data: { supported: [MODERN], requested: version },
    });
    expect(answer.body.id).toBe('id');
  });

  it('must name the version of the header', async () => {
    const answer = await send({ _meta: envelope({ protocolVersion: 'v999.0.0' }) });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe(-32020);
    expect(answer.body.id).toBe('id');
  });

  it('must come with a version header', async () => {
    const answer = await send({ _meta: envelope() }, { 'mcp-protocol-version': '' });
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe(-32020);
  });

  it('makes a request modern, whatever else it looks like', async () => {
    const served = await serve(adapter);
    const message = modernRequest(1, 'initialize', initialize()['params'] as Json);
    const answer = await post(served, message, modernHeaders(message)).expect(404);
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: { code: -32601, message: 'Method not found' },
    });
  });

  it('cannot be left out of an initialize with a modern header', async () => {
    const served = await serve(adapter);
    const answer = await post(served, initialize(), modernHeaders(initialize())).expect(400);
    expect(answer.body.error.code).toBe(-32020);
  });

  it('cannot be part of a batch', async () => {
    const served = await serve(adapter);
    const answer = await post(served, [modernRequest(1, 'tools/list')]).expect(400);
    expect(answer.body.error.code).toBe(-32600);
  });
});

describe.each(ADAPTER_NAMES)('methods of the modern era on %s', (adapter) => {
  it.each(['ping', 'logging/setLevel', 'resources/subscribe', 'unknown/method', 'constructor'])(
    'do not include %s',
    async (method) => {
      const served = await serve(adapter);
      const answer = await postModern(served, method).expect(404);
      expect(answer.body).toEqual({
        jsonrpc: '2.0',
        id: 1,
        error: { code: -32601, message: 'Method not found' },
      });
    },
  );

  it('report an unknown tool in the answer, not by the status', async () => {
    const served = await serve(adapter);
    const answer = await postModern(served, 'tools/call', callTool('nothing')).expect(200);
    expect(answer.body.error).toEqual({ code: -32602, message: 'Unknown tool: nothing' });
  });
});

describe.each(ADAPTER_NAMES)('the standard headers on %s', (adapter) => {
  const call = async (headers: Record<string, string>, params: Json = CALL) => {
    const served = await serve(adapter);
    return postModern(served, 'tools/call', params, headers);
  };
  const base64 = (text: string) => `=?base64?${Buffer.from(text).toString('base64')}?=`;

  it.each([
    ['Mcp-Method is missing', { 'mcp-method': '' }],
    ['Mcp-Method is another', { 'mcp-method': 'tools/list' }],
    ['Mcp-Method differs in case', { 'mcp-method': 'Tools/Call' }],
    ['Mcp-Name is missing', { 'mcp-name': '' }],
    ['Mcp-Name is another', { 'mcp-name': 'other' }],
    ['Mcp-Name differs in case', { 'mcp-name': 'Echo' }],
    ['Mcp-Name is unpadded Base64', { 'mcp-name': '=?base64?ZWNobw?=' }],
    ['Mcp-Name is bad Base64', { 'mcp-name': '=?base64?ZW!!Nobw==?=' }],
    ['Mcp-Name is Base64 of no UTF-8', { 'mcp-name': '=?base64?/w==?=' }],
    ['Mcp-Name is Base64 without its end', { 'mcp-name': '=?base64?ZWNobw==' }],
    ['Mcp-Name is Base64 of another', { 'mcp-name': base64('other') }],
  ])('must fit the body: %s', async (_, headers) => {
    const answer = await call(headers);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ id: 1, error: { code: -32020 } });
  });

  it.each([
    ['plain', 'echo'],
    ['padded with spaces', '  echo  '],
    ['in Base64', base64('echo')],
  ])('fit the body: Mcp-Name is %s', async (_, name) => {
    const answer = await call({ 'mcp-name': name });
    expect(answer.status).toBe(200);
    expect(answer.body.result.content).toEqual([{ type: 'text', text: 'hi' }]);
  });

  it('need no Mcp-Name where the method has no name', async () => {
    const served = await serve(adapter);
    await postModern(served, 'tools/list', {}, { 'mcp-name': 'whatever' }).expect(200);
  });
});
