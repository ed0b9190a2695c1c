import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { HttpAdapterHost } from '@nestjs/core';
import { Subject } from 'rxjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rawHttp, type RequestInit } from '../../../test/http.fixture.js';
import { BodyPrecedence } from './body.precedence.js';
import { readJson } from './body.reader.js';
import type { EndpointPaths } from './endpoint.paths.js';

const LIMITS = { bodyBytes: 20 };
const paths = {
  match: (path: string) => path === '/mcp',
  includes: (path: string) => path === '/mcp',
} as unknown as EndpointPaths;

type Middleware = (request: IncomingMessage, response: unknown, next: () => void) => Promise<void>;
type PreParsing = (
  request: object,
  reply: object,
  body: Readable,
  done: (error: null, body: Readable) => void,
) => void | Promise<Readable>;
interface Route {
  readonly url: string;
  readonly handler: ReturnType<typeof vi.fn>;
  preParsing?: PreParsing | PreParsing[];
  bodyLimit?: number;
  errorHandler?: (error: object, request: object, reply: object) => Promise<unknown>;
}

const use = vi.fn();
const addHook = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
});

/** What is installed once an application with this adapter starts. */
function install(type: string | undefined): void {
  const init$ = new Subject<void>();
  const httpAdapter = type && { getType: () => type, use, getInstance: () => ({ addHook }) };
  const host = { init$, httpAdapter } as unknown as HttpAdapterHost;
  expect(new BodyPrecedence(host, paths, LIMITS.bodyBytes)).toBeDefined();
  expect(use).not.toHaveBeenCalled();
  init$.next();
}

describe('without HTTP', () => {
  it.each([undefined, 'none'])('nothing is installed: adapter %s', (type) => {
    expect(() => install(type)).not.toThrow();
    expect(use).not.toHaveBeenCalled();
    expect(addHook).not.toHaveBeenCalled();
  });
});

describe('on Express', () => {
  const next = vi.fn();

  async function pass(
    method: string,
    url: string | undefined,
    init: RequestInit = { chunks: ['{"a":1}'] },
  ) {
    install('express');
    const middleware = use.mock.calls[0]?.[0] as Middleware;
    const raw = rawHttp({ headers: { 'content-type': 'application/json' }, ...init });
    Object.assign(raw.incoming, { method, url });
    await middleware(raw.incoming, {}, next);
    expect(next).toHaveBeenCalledOnce();
    return raw;
  }

  it.each(['/mcp', '/mcp?a=1'])('the body of a POST to %s is read before others', async (url) => {
    const { incoming } = await pass('POST', url);
    expect(incoming).toHaveProperty('body', { a: 1 });
    expect(incoming.readableEnded).toBe(true);
  });

  it('a body that is too large goes on, and is refused by us', async () => {
    const raw = await pass('POST', '/mcp', { chunks: ['x'.repeat(100)] });
    await expect(readJson(raw, LIMITS)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it.each([
    ['GET', '/mcp'],
    ['DELETE', '/mcp'],
    ['POST', '/orders'],
    ['POST', '/mcp/deeper'],
    ['POST', undefined],
  ])('%s %s is left alone', async (method, url) => {
    const { incoming } = await pass(method, url);
    expect(incoming.readableFlowing).toBeNull();
    expect(incoming).not.toHaveProperty('body');
  });
});

describe('on Fastify', () => {
  function prepared(url: string, more: Partial<Route> = {}): Route {
    install('fastify');
    expect(addHook).toHaveBeenCalledWith('onRoute', expect.any(Function));
    const route: Route = { url, handler: vi.fn(() => 'handled'), ...more };
    const [, hook] = addHook.mock.calls[0] as [string, (route: Route) => void];
    hook(route);
    return route;
  }

  it('our routes take as much as our limit says', () => {
    expect(prepared('/mcp').bodyLimit).toBe(LIMITS.bodyBytes);
  });

  it('other routes are left alone', () => {
    const route = prepared('/orders');
    expect(Object.keys(route)).toEqual(['url', 'handler']);
  });

  it.each([
    ['FST_ERR_CTP_BODY_TOO_LARGE', 'PAYLOAD_TOO_LARGE', 'Payload Too Large'],
    ['FST_ERR_CTP_EMPTY_JSON_BODY', 'PARSE_ERROR', 'the body is empty'],
    ['FST_ERR_CTP_INVALID_JSON_BODY', 'PARSE_ERROR', 'not valid JSON'],
  ])('%s becomes our %s', async (code, ours, message) => {
    const route = prepared('/mcp');
    const raw = rawHttp({ headers: { 'content-type': 'application/json' } });
    const request = { raw: raw.incoming };
    expect(await route.errorHandler?.({ code }, request, {})).toBe('handled');
    expect(route.handler).toHaveBeenCalledWith(request, {});
    await expect(readJson(raw, LIMITS)).rejects.toMatchObject({
      code: ours,
      message: expect.stringContaining(message),
    });
  });

  /** The body that Fastify parses in place of these pieces. */
  async function gathered(pieces: readonly string[], headers: object = {}) {
    const [gather] = prepared('/mcp').preParsing as PreParsing[];
    const body = Readable.from(pieces.map((piece) => Buffer.from(piece)));
    const done = vi.fn();
    const given = await gather?.({ raw: { headers } }, {}, body, done);
    return { body, given: given ?? (done.mock.calls[0]?.[1] as Readable) };
  }

  it('a body of unknown length is parsed as one piece', async () => {
    const { given } = await gathered(['{"a"', ':', '1', '}']);
    expect(await given.toArray()).toEqual([Buffer.from('{"a":1}')]);
  });

  it('an empty body stays one', async () => {
    const { given } = await gathered([]);
    expect(await given.toArray()).toEqual([]);
  });

  it('a small body is left to Fastify', async () => {
    const { given, body } = await gathered(['{}'], { 'content-length': '2' });
    expect(given).toBe(body);
  });

  it('a body that is too large while it is gathered becomes our refusal', async () => {
    const error: unknown = await gathered(['x'.repeat(100)]).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    const route = prepared('/mcp');
    const raw = rawHttp({ headers: { 'content-type': 'application/json' } });
    await route.errorHandler?.(error as object, { raw: raw.incoming }, {});
    expect(route.handler).toHaveBeenCalledOnce();
    await expect(readJson(raw, LIMITS)).rejects.toBe(error);
  });

  it('hooks of the application come first, and ours is there once', () => {
    const theirs: PreParsing = () => undefined;
    const { preParsing } = prepared('/mcp', { preParsing: theirs });
    expect(preParsing).toEqual([theirs, expect.any(Function)]);
  });

  it.each([{ code: 'FST_ERR_VALIDATION' }, {}])('other errors are not ours: %j', async (more) => {
    const route = prepared('/mcp');
    const error = Object.assign(new Error('other'), more);
    await expect(route.errorHandler?.(error, {}, {})).rejects.toBe(error);
    expect(route.handler).not.toHaveBeenCalled();
  });
});
