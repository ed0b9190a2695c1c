import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');
const PACKAGES = [
  'nest-mcp',
  '@nestjs/core',
  'express',
  'fastify',
  '@modelcontextprotocol/server',
  '@modelcontextprotocol/sdk',
  '@rekog/mcp-nest',
  'fastmcp',
];

/** Where and with what a run was made. */
export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly memory: string;
  readonly versions: Readonly<Record<string, string>>;
}

export function describeMachine(): Machine {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    system: `${type()} ${release()}`,
    cpu: `${cpus().length} × ${cpu?.model.trim()}`,
    memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(MODULES, name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
