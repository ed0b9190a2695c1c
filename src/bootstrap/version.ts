import { readFileSync } from 'node:fs';

/** The nearest package.json: beside the sources, or beside the build's folder. */
const CANDIDATES = ['../../package.json', '../../../package.json'];

function readVersion(): string {
  for (const candidate of CANDIDATES) {
    const version = versionIn(new URL(candidate, import.meta.url));
    if (version !== undefined) return version;
  }
  return '0.0.0';
}

function versionIn(file: URL): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version;
  } catch {
    return undefined;
  }
}

/** Version of the application, from its package.json. */
export const VERSION = readVersion();
