import { describe, expect, it } from 'vitest';
import { filesOf, toSkillContent } from './skill.manifest.js';

describe('the files of a skill', () => {
  it('have front matter that is YAML', () => {
    const options = {
      description: 'How to "refund":\nquickly',
      frontmatter: { license: 'MIT', metadata: { team: 'sales' }, compatibility: undefined },
    };
    expect(filesOf('refunds', options, { body: '# Refunds\n' })).toEqual({
      'refunds/SKILL.md': [
        '---',
        'name: "refunds"',
        'description: "How to \\"refund\\":\\nquickly"',
        'license: "MIT"',
        'metadata: {"team":"sales"}',
        '---',
        '# Refunds',
        '',
      ].join('\n'),
    });
  });

  it('are below the folder of the skill', () => {
    const files = { 'references/a.md': 'a', 'b.bin': Uint8Array.of(1) };
    expect(filesOf('refunds', { description: 'x' }, { body: '', files })).toMatchObject({
      'refunds/references/a.md': 'a',
      'refunds/b.bin': Uint8Array.of(1),
    });
  });
});

describe('what a method returns', () => {
  it.each([
    ['# Refunds', { body: '# Refunds' }],
    [{ body: 'x' }, { body: 'x' }],
    [
      { body: 'x', files: { a: 'b' } },
      { body: 'x', files: { a: 'b' } },
    ],
  ])('is a skill: %j', (value, content) => {
    expect(toSkillContent(value, 'Desk#refunds')).toEqual(content);
  });

  it.each([
    undefined,
    null,
    7,
    {},
    { body: 7 },
    { body: 'x', files: 7 },
    { body: 'x', files: [7] },
  ])('is none: %j', (value) => {
    expect(() => toSkillContent(value, 'Desk#refunds')).toThrow(
      expect.objectContaining({
        code: 'INVALID_SKILL',
        message:
          'Desk#refunds must return the Markdown of its skill as text, or as { body, files }.',
      }),
    );
  });
});
