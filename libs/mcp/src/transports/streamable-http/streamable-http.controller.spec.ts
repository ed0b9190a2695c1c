import { VERSION_NEUTRAL } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { responseOf } from '../../../test/http.fixture.js';
import { SseEndpoint } from '../sse/sse.endpoint.js';
import { createSseController } from '../sse/sse.controller.js';
import { createStreamableHttpController } from './streamable-http.controller.js';
import { StreamableHttpEndpoint } from './streamable-http.endpoint.js';

type Handlers = Record<string, (request: unknown, response: unknown) => unknown>;

const route = { path: 'mcp', version: VERSION_NEUTRAL, decorators: [] };
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
    ['post', RequestMethod.POST],
    ['get', RequestMethod.GET],
    ['delete', RequestMethod.DELETE],
    ['refuse', RequestMethod.ALL],
  ] as const)('give what they get to %s', async (method, verb) => {
    const called = vi
      .spyOn(StreamableHttpEndpoint.prototype, method)
      .mockReturnValue(undefined as never);
    const handlers = handlersOf(controller, Object.create(StreamableHttpEndpoint.prototype));
    const { response } = responseOf();
    await handlers[method]?.(request, response);
    expect(called).toHaveBeenCalledWith(expect.objectContaining({ incoming: request, response }));
    const prototype = controller.prototype as Handlers;
    expect(Reflect.getMetadata(METHOD_METADATA, prototype[method]!)).toBe(verb);
  });
});

describe('the routes of HTTP+SSE', () => {
  const controller = createSseController(route);

  it.each([
    ['open', 'sse', RequestMethod.GET],
    ['receive', 'messages', RequestMethod.POST],
  ] as const)('give what they get to %s', async (method, path, verb) => {
    const called = vi.spyOn(SseEndpoint.prototype, method).mockResolvedValue(undefined);
    const handlers = handlersOf(controller, Object.create(SseEndpoint.prototype));
    const { response } = responseOf();
    await handlers[method]?.(request, response);
    expect(called).toHaveBeenCalledWith(expect.objectContaining({ incoming: request, response }));
    const handler = (controller.prototype as Handlers)[method]!;
    expect(Reflect.getMetadata(METHOD_METADATA, handler)).toBe(verb);
    expect(Reflect.getMetadata(PATH_METADATA, handler)).toBe(path);
  });
});
