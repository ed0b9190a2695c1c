import type { Configuration } from '../config/configuration.js';

export interface StartFacts {
  readonly configuration: Configuration;
  /** Where the HTTP server listens. */
  readonly url: string;
  readonly tools: number;
}

/** What is served, where, and who can reach it; for the person who started it. */
export function startReport({ configuration, url, tools }: StartFacts): string {
  const { name, version, transport } = configuration;
  return [
    `${name} ${version} serves ${tools} tools:`,
    ...(transport === 'http'
      ? [`  Streamable HTTP  ${url}/mcp  (2026-07-28 and 2024-11-05 to 2025-11-25)`]
      : []),
    `  HTTP+SSE         ${url}/mcp/sse  (2024-11-05)`,
    `  health           ${url}/health`,
    `  reachable by     ${audience(configuration)}`,
    '',
  ].join('\n');
}

function audience({ host, allowedOrigins }: Configuration): string {
  const browsers = allowedOrigins.length > 0 ? `, browsers from ${allowedOrigins.join(', ')}` : '';
  if (isLoopback(host)) return `this machine only${browsers}`;
  return `everyone who can reach ${host}, without authentication${browsers}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
