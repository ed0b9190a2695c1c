import { describe, expect, it, vi } from 'vitest';
import { skillOf } from '../../test/skill.fixture.js';
import type { McpContext } from '../context/mcp.context.js';
import { createSkillEntry, type SkillFileReader } from './skill.factory.js';

const read = vi.fn<SkillFileReader>(() => Promise.resolve({ text: 'x' }));
const skill = skillOf();
const entry = createSkillEntry(skill, 'skills/refunds/SKILL.md', read);

describe('a skill', () => {
  it('is listed as the SDK made it, in both eras', () => {
    expect(entry).toMatchObject({ key: skill.uri, origin: 'skills/refunds/SKILL.md' });
    expect(entry.definition.modern).toBe(skill);
    expect(entry.definition.legacy).toBe(skill);
  });

  it('has a resource that is named and described like it (SEP-2640)', () => {
    expect(entry.manifest.definition.modern).toStrictEqual({
      uri: 'skill://refunds/SKILL.md',
      name: 'refunds',
      description: 'How to refund',
      mimeType: 'text/markdown',
      size: 30,
    });
  });

  it('has files with their own names', () => {
    expect([...entry.files.values()].map(({ definition }) => definition.modern)).toEqual([
      { uri: 'skill://refunds/SKILL.md', name: 'SKILL.md', mimeType: 'text/markdown', size: 30 },
      {
        uri: 'skill://refunds/references/codes.md',
        name: 'codes.md',
        mimeType: 'text/markdown',
        size: 20,
      },
      {
        uri: 'skill://refunds/references/a%20b/%25.bin',
        name: '%.bin',
        mimeType: 'application/octet-stream',
        size: 1,
      },
    ]);
  });

  it('has folders', () => {
    expect([...entry.folders.keys()]).toEqual([
      'skill://refunds',
      'skill://refunds/references',
      'skill://refunds/references/a%20b',
    ]);
  });

  it('reads a file as it was listed', async () => {
    const uri = 'skill://refunds/references/codes.md';
    const answer = await entry.files.get(uri)?.handler({}, {} as McpContext);
    expect(answer).toEqual({ text: 'x' });
    expect(read).toHaveBeenCalledWith(
      { uri, size: 20, digest: expect.any(String) as string },
      'text/markdown',
    );
  });
});
