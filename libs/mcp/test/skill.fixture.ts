import type { Skill } from '@modelcontextprotocol/server/ext/skills';

const SIZES = { 'SKILL.md': 30, 'references/codes.md': 20, 'references/a b/%.bin': 1 };

/** A skill as the SDK lists it. */
export function skillOf(name = 'refunds', sizes: Record<string, number> = SIZES): Skill {
  const root = `skill://${name}`;
  return {
    uri: `${root}/SKILL.md`,
    frontmatter: { name, description: 'How to refund' },
    resources: Object.entries(sizes).map(([path, size]) => ({
      uri: `${root}/${path.split('/').map(encodeURIComponent).join('/')}`,
      digest: `sha256:${'0'.repeat(64)}`,
      size,
    })),
  };
}
