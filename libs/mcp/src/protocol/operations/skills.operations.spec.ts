import { beforeEach, describe, expect, it } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../../test/exchange.fixture.js';
import { skillOf } from '../../../test/skill.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { SkillCatalog } from '../../catalog/skill.catalog.js';
import { createSkillEntry } from '../../catalog/skill.factory.js';
import { GetSkillOperation } from './get-skill.operation.js';
import { ReadDirectoryOperation } from './read-directory.operation.js';

const skill = skillOf('refunds', { 'SKILL.md': 1, 'a.md': 1, 'b.md': 1 });
const cursorKey = Buffer.alloc(32);
let skills: SkillCatalog;

beforeEach(() => {
  skills = new SkillCatalog(new ChangeFeed());
  skills.add(createSkillEntry(skill, 'Desk#refunds', () => Promise.resolve({})));
});

describe('skills/get', () => {
  const get = (uri: unknown, peer = legacyPeer()) =>
    new GetSkillOperation(skills).run(exchangeOf({ method: 'skills/get', params: { uri }, peer }));

  it.each([legacyPeer(), modernPeer()])('gives the skill at a URI, $era', (peer) => {
    expect(get(skill.uri, peer)).toEqual({ skill });
  });

  it.each([
    ['skill://refunds', 'UNKNOWN_SKILL'],
    ['skill://refunds/a.md', 'UNKNOWN_SKILL'],
    [undefined, 'INVALID_PARAMS'],
    [7, 'INVALID_PARAMS'],
  ])('refuses %s: %s', (uri, code) => {
    expect(() => get(uri)).toThrow(expect.objectContaining({ code }));
  });
});

describe('resources/directory/read', () => {
  const read = (uri: unknown, cursor?: unknown, pageSize = 2) => {
    const operation = new ReadDirectoryOperation(skills, { pageSize, cursorKey });
    return operation.run(exchangeOf({ params: { uri, cursor } })) as {
      resources: { name: string }[];
      nextCursor?: string;
    };
  };

  it('shows a folder page by page', () => {
    const first = read('skill://refunds');
    expect(first.resources.map(({ name }) => name)).toEqual(['SKILL.md', 'a.md']);
    const second = read('skill://refunds', first.nextCursor);
    expect(second).toEqual({ resources: [expect.objectContaining({ name: 'b.md' })] });
  });

  it('shows all on one page that is large enough', () => {
    expect(read('skill://refunds', undefined, 3)).not.toHaveProperty('nextCursor');
  });

  it.each([
    ['skill://refunds/a.md', undefined, 'UNKNOWN_DIRECTORY'],
    ['skill://other', undefined, 'UNKNOWN_DIRECTORY'],
    [undefined, undefined, 'INVALID_PARAMS'],
    ['skill://refunds', 'nonsense', 'INVALID_CURSOR'],
  ])('refuses %s after %s: %s', (uri, cursor, code) => {
    expect(() => read(uri, cursor)).toThrow(expect.objectContaining({ code }));
  });
});
