import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { SkillFiles } from '@modelcontextprotocol/server/ext/skills';
import type { SkillFileReader } from '../catalog/skill.factory.js';

const SCHEME = 'skill://';

/** The path of a file below the folder of all skills. */
export function pathOf(uri: string): string {
  return decodeURIComponent(uri.slice(SCHEME.length));
}

/** Reads files that the catalogue lists, as long as they are what it lists. */
export function readerOf(files: SkillFiles): SkillFileReader {
  return async ({ uri, digest }, mimeType) => {
    const bytes = await files.read(pathOf(uri));
    // Hosts compare digests (SEP-2640): better no file than one that they must refuse.
    if (digestOf(bytes) !== digest) {
      throw new Error(`${uri} changed since the application started: start it again.`);
    }
    const buffer = Buffer.from(bytes);
    return isUtf8(bytes)
      ? { uri, mimeType, text: buffer.toString('utf8') }
      : { uri, mimeType, blob: buffer.toString('base64') };
  };
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
