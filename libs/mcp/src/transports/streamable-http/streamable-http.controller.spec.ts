import { RequestMethod, VERSION_NEUTRAL } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { describe, expect, it, vi } from 'vitest';
import { responseOf } from '../../../test/http.fixture.js';
import type { HttpRouteOptions } from '../http/route.options.js';
import { SseEndpoint } from '../sse/sse.endpoint.js';
import { createSseController } from '../sse/sse.controller.js';
import { createStreamableHttpController } from './streamable-http.controller.js';
import { StreamableHttpEndpoint } from './streamable-http.endpoint.js';

type Handlers = Record<string, (request: unknown, response: unknown) => unknown>;

const route: HttpRouteOptions = { path: 'mcp', version: VERSION_NEUTRAL, decorators: [] };
const request = { originalUrl: '/mcp', headers: {} };

describe('the controllers', () => {
  it.each([
    ['Streamable HTTP', createStreamableHttpController],
    ['HTTP+SSE', createSseController],
  ])('of %s are a class of their own for each server', (_, create) => {
    const [one, two] = [create(route), create({ ...route, path: 'admin' })];
    expect(one).not.toBe(two);
    expect(
      [one, two].flatMap((each) => Reflect.getMetadata(PATH_METADATA, each) as string),
    ).toEqual(['mcp', 'admin']);
  });

  it.each([
    ['Streamable HTTP', createStreamableHttpController],
    ['HTTP+SSE', createSseController],
  ])('of %s are decorated once each', (_, create) => {
    const decorate = vi.fn();
    const controller = create({ ...route, decorators: [decorate, decorate] });
    expect(decorate.mock.calls).toEqual([[controller], [controller]]);
  });
});

const handlersOf = (controller: new (endpoint: never) => unknown, endpoint: unknown) =>
  new controller(endpoint as never) as Handlers;

describe('the routes of Streamable HTTP', () => {
  const controller = createStreamableHttpController(route);

  it.each([
    ['post', 'post', RequestMethod.POST],
    ['get', 'get', RequestMethod.GET],
    ['delete', 'delete', RequestMethod.DELETE],
    ['refuseHEAD', 'refuse', RequestMethod.HEAD],
    ['refusePUT', 'refuse', RequestMethod.PUT],
    ['refusePATCH', 'refuse', RequestMethod.PATCH],
  ] as const)('give a %s to %s', async (method, served, verb) => {
    const endpoint = Object.create(StreamableHttpEndpoint.prototype) as StreamableHttpEndpoint;
    const called = vi.spyOn(endpoint, served).mockReturnValue(undefined);
    const { response } = responseOf();
    await handlersOf(controller, endpoint)[method]?.(request, response);
    expect(called.mock.calls[0]?.[0]).toMatchObject({ incoming: request, response });
    const handler = (controller.prototype as Handlers)[method]!;
    expect(Reflect.getMetadata(METHOD_METADATA, handler)).toBe(verb);
  });
});

describe('the routes of HTTP+SSE', () => {
  const controller = createSseController(route);

  it.each([
    ['open', 'sse', RequestMethod.GET],
    ['receive', 'messages', RequestMethod.POST],
  ] as const)('give what they get to %s', async (method, path, verb) => {
    const endpoint = Object.create(SseEndpoint.prototype) as SseEndpoint;
    const called = vi.spyOn(endpoint, method).mockResolvedValue(undefined);
    const { response } = responseOf();
    await handlersOf(controller, endpoint)[method]?.(request, response);
    expect(called).toHaveBeenCalledWith(expect.objectContaining({ incoming: request, response }));
    const handler = (controller.prototype as Handlers)[method]!;
    expect(Reflect.getMetadata(METHOD_METADATA, handler)).toBe(verb);
    expect(Reflect.getMetadata(PATH_METADATA, handler)).toBe(path);
  });

  it.each([
    ['sse', ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], 'GET'],
    ['messages', ['HEAD', 'GET', 'PUT', 'PATCH', 'DELETE'], 'POST'],
  ] as const)('refuse at %s what is not served there', (path, methods, served) => {
    const endpoint = { refuse: vi.fn() };
    const { response } = responseOf();
    for (const method of methods) {
      const name = `refuse${method}${path}`;
      void handlersOf(controller, endpoint)[name]?.(request, response);
      const handler = (controller.prototype as Handlers)[name]!;
      expect(Reflect.getMetadata(METHOD_METADATA, handler)).toBe(RequestMethod[method]);
      expect(Reflect.getMetadata(PATH_METADATA, handler)).toBe(path);
    }
    expect(endpoint.refuse.mock.calls.map(([, allowed]) => allowed as string)).toEqual(
      methods.map(() => served),
    );
  });
});
