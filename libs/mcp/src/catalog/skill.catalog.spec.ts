import { beforeEach, describe, expect, it } from 'vitest';
import { skillOf } from '../../test/skill.fixture.js';
import { ChangeFeed } from './change.feed.js';
import { SkillCatalog } from './skill.catalog.js';
import { createSkillEntry } from './skill.factory.js';

const entryOf = (name: string, origin = `skills/${name}/SKILL.md`) =>
  createSkillEntry(skillOf(name), origin, () => Promise.resolve({}));

let skills: SkillCatalog;

beforeEach(() => {
  skills = new SkillCatalog(new ChangeFeed());
  for (const name of ['first', 'second']) skills.add(entryOf(name));
});

describe('the skills of a server', () => {
  it('have files', () => {
    expect(skills.file('skill://second/references/codes.md')?.key).toContain('second');
    expect(skills.file('skill://first/references/codes.md')?.key).toContain('first');
    expect(skills.file('skill://first/references/a b/%25.bin')?.key).toContain('a%20b');
  });

  it.each([
    'skill://first',
    'skill://first/references/../SKILL.md',
    'skill://first/..%2Fsecond/SKILL.md',
    'SKILL://first/SKILL.md',
    'skill://third/SKILL.md',
  ])('have no file at %s', (uri) => {
    expect(skills.file(uri)).toBeUndefined();
  });

  it('have folders', () => {
    expect(skills.folder('skill://second')?.map(({ name }) => name)).toEqual([
      'SKILL.md',
      'references',
    ]);
    expect(skills.folder('skill://second/references')).toHaveLength(2);
  });

  it.each(['skill://', 'skill://first/', 'skill://first/SKILL.md', 'skill://first/references/..'])(
    'have no folder at %s',
    (uri) => {
      expect(skills.folder(uri)).toBeUndefined();
    },
  );

  it('have an address each', () => {
    expect(() => skills.add(entryOf('first', 'Desk#first'))).toThrow(
      "Two skills are named 'skill://first/SKILL.md': skills/first/SKILL.md and Desk#first.",
    );
  });
});
