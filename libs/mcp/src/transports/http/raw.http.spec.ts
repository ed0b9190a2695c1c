import { describe, expect, it, vi } from 'vitest';
import { incomingOf, responseOf } from '../../../test/http.fixture.js';
import { header, takeOver, targetUrl } from './raw.http.js';

describe('takeOver', () => {
  it('takes the request and response of Express as they are', () => {
    const request = Object.assign(incomingOf(), { originalUrl: '/api/mcp?a=1', body: { a: 1 } });
    const { response } = responseOf();
    expect(takeOver(request, response)).toEqual({
      incoming: request,
      headers: request.headers,
      response,
      request,
      url: '/api/mcp?a=1',
      parsedBody: { a: 1 },
    });
  });

  it('takes what is below those of Fastify, and the answer out of its hands', () => {
    const raw = incomingOf();
    const request = { raw, body: null, originalUrl: '/mcp' };
    const { response } = responseOf();
    const headers = { 'access-control-allow-origin': '*', vary: undefined };
    const reply = { raw: response, hijack: vi.fn(), getHeaders: () => headers };
    expect(takeOver(request, reply)).toEqual({
      incoming: raw,
      headers: raw.headers,
      response,
      request,
      url: '/mcp',
      parsedBody: null,
    });
    expect(reply.hijack).toHaveBeenCalledOnce();
    expect(response.getHeaders()).toEqual({ 'access-control-allow-origin': '*' });
  });
});

describe('targetUrl', () => {
  it.each([
    ['/mcp/sse?a=1', '/mcp/sse', '1'],
    ['http://proxied.example:8080/mcp?a=2', '/mcp', '2'],
    ['/mcp/%', '/mcp/%', null],
    ['/mcp?a=%ff', '/mcp', '\u{FFFD}'],
  ])('of %s has the path %s', (target, pathname, a) => {
    const url = targetUrl(target);
    expect([url.pathname, url.searchParams.get('a')]).toEqual([pathname, a]);
  });

  it.each(['http://evil:99999/mcp', 'http://[/mcp', 'http://', '//'])('refuses %s', (target) => {
    expect(() => targetUrl(target)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
  });
});

describe('header', () => {
  it.each([
    ['a', 'a'],
    ['', ''],
    [undefined, undefined],
    [['a', 'b'], 'a, b'],
  ])('of %j is %j', (value, expected) => {
    const incoming = incomingOf({ headers: value === undefined ? {} : { 'x-test': value } });
    expect(header(incoming, 'x-test')).toBe(expected);
  });
});
