import { createHash } from 'node:crypto';
import { memorySkillFiles } from '@modelcontextprotocol/server/ext/skills';
import { describe, expect, it } from 'vitest';
import { pathOf, readerOf } from './skill.reader.js';

const listed = (uri: string, content: string | Uint8Array) => ({
  uri,
  size: content.length,
  digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
});

describe('reading a file of a skill', () => {
  const [text, bytes] = ['\uFEFFgrüezi', Uint8Array.of(0xff, 0x00)];
  const read = readerOf(memorySkillFiles({ 'a/b c/ü.md': text, 'a/x.bin': bytes }));

  it('gives text where it is text', async () => {
    const uri = 'skill://a/b%20c/%C3%BC.md';
    expect(await read(listed(uri, text), 'text/markdown')).toEqual({
      uri,
      mimeType: 'text/markdown',
      text,
    });
  });

  it('gives Base64 otherwise', async () => {
    const file = listed('skill://a/x.bin', bytes);
    const mimeType = 'application/octet-stream';
    expect(await read(file, mimeType)).toEqual({ uri: file.uri, mimeType, blob: '/wA=' });
  });

  it('gives nothing that hosts must refuse', async () => {
    const changed = listed('skill://a/x.bin', 'before');
    await expect(read(changed, 'text/plain')).rejects.toThrow(
      'skill://a/x.bin changed since the application started',
    );
  });
});

describe('pathOf', () => {
  it('is below the folder of all skills', () => {
    expect(pathOf('skill://acme/refunds/a%20b/%25.md')).toBe('acme/refunds/a b/%.md');
  });
});
