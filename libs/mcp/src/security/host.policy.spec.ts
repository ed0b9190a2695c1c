import type { IncomingMessage } from 'node:http';
import {
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { incomingOf } from '../../test/http.fixture.js';
import { HostPolicy, isLoopbackAddress } from './host.policy.js';

interface Asked {
  host?: string | undefined;
  origin?: string | undefined;
  local?: boolean;
  allowedHosts?: string[];
  allowedOrigins?: string[];
}

/** The code of the refusal, or `ok`. */
function verdict({ local = true, allowedHosts = [], allowedOrigins = [], ...headers }: Asked) {
  const request: IncomingMessage = incomingOf({
    headers: {
      ...(headers.host !== undefined && { host: headers.host }),
      ...(headers.origin !== undefined && { origin: headers.origin }),
    },
  });
  try {
    new HostPolicy({ allowedHosts, allowedOrigins }).check(request, local);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'ok';
}

const HOSTS = [
  'localhost',
  'localhost:3000',
  'LOCALHOST:3000',
  '127.0.0.1',
  '127.0.0.1:80',
  '[::1]',
  '[::1]:3000',
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  'localhost:3000.evil.example',
  '127.0.0.1.evil.example:80',
  '0.0.0.0:3000',
  '127.0.0.2',
];

describe('a server on loopback', () => {
  it.each(HOSTS)('judges the host %s as the SDK does', (host) => {
    const { ok } = validateHostHeader(host, localhostAllowedHostnames());
    expect(verdict({ host })).toBe(ok ? 'ok' : 'FORBIDDEN_HOST');
  });

  it.each([undefined, '', ':3000'])('refuses the host %o', (host) => {
    expect(verdict({ host })).toBe('FORBIDDEN_HOST');
  });

  it('knows further names if it is told', () => {
    const allowedHosts = ['app.example'];
    expect(verdict({ host: 'app.example:8080', allowedHosts })).toBe('ok');
    expect(verdict({ host: 'localhost', allowedHosts })).toBe('ok');
    expect(verdict({ host: 'sub.app.example', allowedHosts })).toBe('FORBIDDEN_HOST');
  });

  const host = 'localhost:3000';

  it.each([
    'http://localhost',
    'http://localhost:5173',
    'https://127.0.0.1:8443',
    'http://[::1]:3000',
    'http://evil.example',
    'https://localhost.evil.example',
    'null',
    'garbage',
    '',
  ])('judges the origin %o as the SDK does', (origin) => {
    const { ok } = validateOriginHeader(origin, localhostAllowedHostnames());
    const sdkIgnoresEmpty = origin === '';
    expect(verdict({ host, origin })).toBe(ok && !sdkIgnoresEmpty ? 'ok' : 'FORBIDDEN_ORIGIN');
  });

  it('serves clients that are no browsers and so send no origin', () => {
    expect(verdict({ host })).toBe('ok');
  });
});

describe('a server that others can reach', () => {
  const local = false;

  it('takes any host unless a list is given', () => {
    expect(verdict({ local, host: 'anything.example' })).toBe('ok');
    expect(verdict({ local })).toBe('ok');
  });

  it.each([
    ['app.example', 'ok'],
    ['App.Example:443', 'ok'],
    ['localhost', 'FORBIDDEN_HOST'],
    ['other.example', 'FORBIDDEN_HOST'],
    [undefined, 'FORBIDDEN_HOST'],
  ])('with a list judges the host %s: %s', (host, expected) => {
    expect(verdict({ local, host, allowedHosts: ['app.example'] })).toBe(expected);
  });

  it.each([
    ['https://app.example', 'ok'],
    ['http://app.example', 'FORBIDDEN_ORIGIN'],
    ['https://app.example:8443', 'FORBIDDEN_ORIGIN'],
    ['https://sub.app.example', 'FORBIDDEN_ORIGIN'],
    ['http://localhost', 'FORBIDDEN_ORIGIN'],
    ['null', 'FORBIDDEN_ORIGIN'],
    ['', 'FORBIDDEN_ORIGIN'],
  ])('judges the origin %o by the list: %s', (origin, expected) => {
    const allowedOrigins = ['https://app.example'];
    expect(verdict({ local, host: 'app.example', origin, allowedOrigins })).toBe(expected);
  });

  it('refuses every origin without a list', () => {
    expect(verdict({ local, host: 'a.example', origin: 'https://a.example' })).toBe(
      'FORBIDDEN_ORIGIN',
    );
  });
});

describe('isLoopbackAddress', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.0.1', false],
    ['::ffff:10.0.0.1', false],
    ['1127.0.0.1', false],
    [undefined, false],
  ])('of %s is %s', (address, expected) => {
    expect(isLoopbackAddress(address)).toBe(expected);
  });
});

describe('names on the lists', () => {
  it.each<Asked>([
    { host: 'mcp.example', allowedHosts: ['MCP.Example'] },
    { host: 'mcp.example', local: false, allowedHosts: ['MCP.Example'] },
    { origin: 'https://app.example', local: false, allowedOrigins: ['https://App.Example'] },
  ])('have no case: %j', (asked) => {
    expect(verdict(asked)).toBe('ok');
  });
});
