import { describe, expect, it } from 'vitest';
import { foldersOf } from './skill.folders.js';

const file = (path: string) => ({ uri: `skill://a/${path}`, name: path });
const folder = (path: string, name: string) => ({
  uri: `skill://a/${path}`,
  name,
  mimeType: 'inode/directory',
});

describe('foldersOf', () => {
  it('finds what is directly in each folder, each once', () => {
    const files = ['SKILL.md', 'x/1.md', 'x/2.md', 'x/y%20z/3.md'].map(file);
    const [manifest, first, second, third] = files;
    expect([...foldersOf('skill://a', files)]).toEqual([
      ['skill://a', [manifest, folder('x', 'x')]],
      ['skill://a/x', [first, second, folder('x/y%20z', 'y z')]],
      ['skill://a/x/y%20z', [third]],
    ]);
  });

  it('stays in the skill, wherever that is', () => {
    const manifest = { uri: 'skill://acme/tools/a/SKILL.md', name: 'SKILL.md' };
    const folders = foldersOf('skill://acme/tools/a', [manifest]);
    expect([...folders]).toEqual([['skill://acme/tools/a', [manifest]]]);
  });
});
