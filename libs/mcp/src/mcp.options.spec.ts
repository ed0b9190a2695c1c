import { VERSION_NEUTRAL } from '@nestjs/common';
import { MemoryEventStore } from './sessions/memory.event.store.js';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXTRAS, ResolvedOptions, type McpModuleOptions } from './mcp.options.js';

const identity = { name: 'orders', version: '1.0.0' };
/** Options as JavaScript may give them. */
type Loose = { [Key in keyof McpModuleOptions]?: unknown };
const resolve = (options: Loose = {}) =>
  new ResolvedOptions({ ...identity, ...options } as McpModuleOptions);

const LIMITS = {
  connections: 1000,
  bodyBytes: 4_194_304,
  openRequests: 256,
  unsentBytes: 1_048_576,
  unsentTimeout: 60_000,
  resultBytes: 33_554_432,
};

describe('the defaults', () => {
  it('are these', () => {
    expect(resolve()).toEqual({
      given: identity,
      timeout: 30_000,
      pageSize: Number.MAX_SAFE_INTEGER,
      sessions: {
        enabled: true,
        idleTimeout: 1_800_000,
        handshakeTimeout: 60_000,
        events: expect.any(MemoryEventStore),
      },
      answerTimeout: 600_000,
      cache: {},
      principal: expect.any(Function),
      eras: ['modern', 'legacy'],
      limits: { ...LIMITS, depth: 64 },
      keepAlive: 15_000,
      skills: {},
      drain: 10_000,
      hosts: { allowedHosts: [], allowedOrigins: [] },
      publicPath: undefined,
    });
  });

  it('of what Nest must know at once are these', () => {
    expect(DEFAULT_EXTRAS).toEqual({
      server: 'default',
      path: 'mcp',
      apiVersion: VERSION_NEUTRAL,
      streamableHttp: true,
      sse: false,
      controllerDecorators: [],
    });
  });

  it('fill in for what is undefined, and leave what is given', () => {
    const options = resolve({
      timeout: undefined,
      limits: { depth: 8 },
      sessions: {},
      drain: 0,
    });
    expect(options.timeout).toBe(30_000);
    expect(options.limits).toEqual({ ...LIMITS, depth: 8 });
    expect(options.sessions).toMatchObject({ enabled: true, idleTimeout: 1_800_000 });
    expect(options.drain).toBe(0);
  });
});

describe('the principal', () => {
  const origin = { headers: { authorization: 'Bearer ada' }, request: { user: 'ada' } };

  it('is who the Authorization header says, or what the application says', () => {
    expect(resolve().principal(origin)).toBe('Bearer ada');
    expect(resolve({ principal: () => 'ada' }).principal(origin)).toBe('ada');
  });
});

describe('sessions', () => {
  it('can be switched off', () => {
    expect(resolve({ sessions: false }).sessions.enabled).toBe(false);
  });

  it('can be kept for ever', () => {
    expect(resolve({ sessions: { idleTimeout: 0 } }).sessions.idleTimeout).toBe(0);
  });
});

describe('the public URL', () => {
  it.each([
    ['https://example.com/api/mcp', '/api/mcp'],
    ['https://example.com', '/'],
    ['https://example.com/mcp/?a=1', '/mcp/'],
  ])('%s tells the path %s', (publicUrl, path) => {
    expect(resolve({ publicUrl }).publicPath).toBe(path);
  });

  it.each(['', '/mcp', 'example.com/mcp'])('is absolute, unlike %o', (publicUrl) => {
    expect(() => resolve({ publicUrl })).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTIONS',
        message: expect.stringContaining(`option 'publicUrl' is "${publicUrl}"; give an absolute`),
      }),
    );
  });
});

describe('a value that cannot work', () => {
  it.each<[string, Loose]>([
    ['timeout', { timeout: -1 }],
    ['timeout', { timeout: Number.NaN }],
    ['timeout', { timeout: Infinity }],
    ['timeout', { timeout: '30' }],
    ['timeout', { timeout: 2 ** 31 }],
    ['pageSize', { pageSize: 0 }],
    ['keepAlive', { keepAlive: -1 }],
    ['keepAlive', { keepAlive: 2 ** 31 }],
    ['drain', { drain: -1 }],
    ['sessions.idleTimeout', { sessions: { idleTimeout: -1 } }],
    ['answerTimeout', { answerTimeout: 0 }],
    ['secret', { secret: 'too short' }],
    ['cache.prompts.cacheScope', { cache: { prompts: { cacheScope: 'shared' as never } } }],
    ['cache.tools.ttlMs', { cache: { tools: { ttlMs: -1 } } }],
    ['cache.discover.ttlMs', { cache: { discover: { ttlMs: 1.5 } } }],
    ['limits.connections', { limits: { connections: 0 } }],
    ['limits.bodyBytes', { limits: { bodyBytes: 0 } }],
    ['limits.depth', { limits: { depth: 3 } }],
    ['skills.directory', { skills: { directory: '' } }],
    ['pageSize', { pageSize: 1.5 }],
    ['limits.connections', { limits: { connections: 1.5 } }],
    ['limits.bodyBytes', { limits: { bodyBytes: 1.5 } }],
    ['limits.depth', { limits: { depth: 8.5 } }],
    ['limits.openRequests', { limits: { openRequests: 1.5 } }],
    ['limits.unsentBytes', { limits: { unsentBytes: 1.5 } }],
    ['limits.resultBytes', { limits: { resultBytes: 2048.5 } }],
    ['name', { name: '' }],
    ['name', { name: undefined }],
    ['version', { version: '' }],
    ['version', { version: 1 }],
  ])('of %s stops the start: %j', (key, options) => {
    expect(() => resolve(options)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTIONS',
        message: expect.stringMatching(`^McpModule option '${key}' is .*; give .*\\.$`),
      }),
    );
  });

  it('is named in the message, with what is allowed', () => {
    expect(() => resolve({ limits: { depth: 3 } })).toThrow(
      /option 'limits\.depth' is 3; give a whole number from 4 to \d+\.$/,
    );
    expect(() => resolve({ name: undefined })).toThrow(
      "McpModule option 'name' is undefined; give a non-empty string.",
    );
  });

  it.each([
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [5n, '5n'],
    ['5', '"5"'],
    [[5], '[ 5 ]'],
    [function later() {}, '[Function: later]'],
  ])('is shown as it is: %s', (timeout, shown) => {
    expect(() => resolve({ timeout })).toThrow(`option 'timeout' is ${shown}; give`);
  });

  it('is not one that is just small', () => {
    expect(() =>
      resolve({
        timeout: 0,
        keepAlive: 0,
        drain: 0,
        pageSize: 1,
        limits: { connections: 1, bodyBytes: 1, depth: 4 },
      }),
    ).not.toThrow();
  });
});
