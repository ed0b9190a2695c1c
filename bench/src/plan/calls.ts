import type { Target } from '../measure/target.js';
import { ECHO, LIST, type Style } from '../workload/requests.js';

type Way = readonly [server: string, mode: string, style: Style];

/** How each server is started for each style that it speaks; names are those of `budget.json`. */
const WAYS: Readonly<Record<string, Way>> = {
  'node:http 2026': ['node-http', '', 'modern'],
  'node:http 2025': ['node-http', '', 'stateless'],
  'express route 2026': ['nest-bare', 'express', 'modern'],
  'express route 2025': ['nest-bare', 'express', 'stateless'],
  'fastify route 2026': ['nest-bare', 'fastify', 'modern'],
  'fastify route 2025': ['nest-bare', 'fastify', 'stateless'],
  'express nest-mcp 2026': ['nest-mcp', 'express', 'modern'],
  'express nest-mcp 2025': ['nest-mcp', 'express', 'stateless'],
  'express nest-mcp session': ['nest-mcp', 'express,sessions', 'session'],
  'express nest-mcp framed': ['nest-mcp', 'express', 'framed'],
  'fast express nest-mcp 2026': ['nest-mcp', 'fast-express', 'modern'],
  'fast express nest-mcp 2025': ['nest-mcp', 'fast-express', 'stateless'],
  'fast express nest-mcp session': ['nest-mcp', 'fast-express,sessions', 'session'],
  'fastify nest-mcp 2026': ['nest-mcp', 'fastify', 'modern'],
  'fastify nest-mcp 2025': ['nest-mcp', 'fastify', 'stateless'],
  'fastify nest-mcp session': ['nest-mcp', 'fastify,sessions', 'session'],
  'fastify nest-mcp framed': ['nest-mcp', 'fastify', 'framed'],
  'sdk v2 2026': ['sdk-v2', '', 'modern'],
  'sdk v2 2025': ['sdk-v2', '', 'stateless'],
  'sdk v1 2025': ['sdk-v1', 'stateless', 'stateless'],
  'sdk v1 session': ['sdk-v1', 'stateful', 'session'],
  'express rekog 2026': ['rekog', 'express', 'modern'],
  'express rekog 2025': ['rekog', 'express', 'stateless'],
  'express rekog session': ['rekog', 'express-stateful', 'session'],
  'fastify rekog 2026': ['rekog', 'fastify', 'modern'],
  'fastify rekog 2025': ['rekog', 'fastify', 'stateless'],
  'fastmcp 2025': ['fastmcp', 'stateless', 'stateless'],
  'fastmcp session': ['fastmcp', 'stateful', 'session'],
};

/** The rows that tell most in little time. */
const QUICK = [
  'node:http 2026',
  'express route 2026',
  'fastify route 2026',
  'express nest-mcp 2026',
  'fast express nest-mcp 2026',
  'fastify nest-mcp 2026',
  'fastify nest-mcp session',
  'fastify nest-mcp framed',
  'express rekog 2026',
  'fastify rekog 2026',
];

/** `tools/call` of a tool that says back what it is told, over 32 connections. */
export function calls(quick: boolean): Target[] {
  const names = quick ? QUICK : Object.keys(WAYS);
  return names.map((name) => ({ name, ...way(name), call: ECHO }));
}

/** Handlers behind a guard and an interceptor that do nothing, and handlers that wait for something. */
export function guarded(): Target[] {
  return ['express', 'fastify'].flatMap((adapter): Target[] => [
    { ...route(adapter), name: `${adapter} route` },
    { ...route(adapter), name: `${adapter} route guarded`, path: '/guarded' },
    { ...own(adapter), name: `${adapter} nest-mcp` },
    { ...own(`${adapter},guarded`), name: `${adapter} nest-mcp guarded` },
    { ...route(adapter), name: `${adapter} route async`, path: '/async' },
    { ...own(`${adapter},async`), name: `${adapter} nest-mcp async` },
    {
      ...own(`${adapter},sessions,async`),
      style: 'session',
      name: `${adapter} nest-mcp async session`,
    },
  ]);
}

/** `tools/list`, beside a text of that size that was there before. */
export function lists(): Target[] {
  const list = { call: LIST };
  const stored = { ...list, path: '/static' };
  return [
    { ...way('node:http 2026'), ...stored, name: 'node:http static list' },
    { ...route('express'), ...stored, name: 'express static list' },
    { ...route('fastify'), ...stored, name: 'fastify static list' },
    { ...own('express'), ...list, name: 'express nest-mcp list' },
    { ...own('fast-express'), ...list, name: 'fast express nest-mcp list' },
    { ...own('fastify'), ...list, name: 'fastify nest-mcp list' },
    { ...way('sdk v2 2026'), ...list, name: 'sdk v2 list' },
    { ...way('express rekog 2026'), ...list, name: 'express rekog list' },
    { ...way('fastify rekog 2026'), ...list, name: 'fastify rekog list' },
    { ...route('fastify'), ...stored, tools: 1000, name: 'fastify static list of 1000' },
    { ...own('fastify'), ...list, tools: 1000, name: 'fastify nest-mcp list of 1000' },
  ];
}

/** Calls beside few and many other tools. */
export function counts(): Target[] {
  return [1, 20, 1000].map((tools) => ({
    ...own('fastify'),
    tools,
    name: `fastify nest-mcp of ${tools} tools`,
  }));
}

/** One connection, many connections, and a megabyte in one argument. */
export function sizes(): Target[] {
  const megabyte = { call: { ...ECHO, size: 1_000_000 } };
  return ['express', 'fastify'].flatMap((adapter): Target[] => [
    { ...route(adapter), connections: 1, name: `${adapter} route, 1 connection` },
    { ...own(adapter), connections: 1, name: `${adapter} nest-mcp, 1 connection` },
    { ...route(adapter), connections: 256, name: `${adapter} route, 256 connections` },
    { ...own(adapter), connections: 256, name: `${adapter} nest-mcp, 256 connections` },
    { ...route(adapter), ...megabyte, name: `${adapter} route, 1 MB` },
    { ...own(adapter), ...megabyte, name: `${adapter} nest-mcp, 1 MB` },
  ]);
}

function way(name: string): Omit<Target, 'name' | 'call'> {
  const [server, mode, style] = WAYS[name] ?? [];
  if (!server || mode === undefined || !style) throw new Error(`there is no way called ${name}`);
  return { server, mode, style };
}

function route(adapter: string): Omit<Target, 'name'> {
  return { server: 'nest-bare', mode: adapter, style: 'modern', call: ECHO };
}

function own(mode: string): Omit<Target, 'name'> {
  return { server: 'nest-mcp', mode, style: 'modern', call: ECHO };
}
