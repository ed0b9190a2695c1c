import type { SkillContent, SkillOptions } from '../decorators/skill.decorator.js';
import { McpError } from '../errors/mcp.error.js';

/** The files of a skill that a method supplies, by their path below the folder of all skills. */
export function filesOf(
  name: string,
  { description, frontmatter }: SkillOptions,
  { body, files = {} }: SkillContent,
): NonNullable<SkillContent['files']> {
  const within = Object.entries(files).map(
    ([path, content]) => [`${name}/${path}`, content] as const,
  );
  const fields = Object.entries({ name, description, ...frontmatter })
    .filter(([, value]) => value !== undefined)
    // JSON is YAML.
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  const manifest = ['---', ...fields, '---', body].join('\n');
  return { ...Object.fromEntries(within), [`${name}/SKILL.md`]: manifest };
}

/** @throws McpError `INVALID_SKILL` if a method returned no skill */
export function toSkillContent(value: unknown, origin: string): SkillContent {
  if (typeof value === 'string') return { body: value };
  if (isSkillContent(value)) return value;
  throw new McpError(
    'INVALID_SKILL',
    `${origin} must return the Markdown of its skill as text, or as { body, files }.`,
  );
}

function isSkillContent(value: unknown): value is SkillContent {
  if (typeof value !== 'object' || value === null) return false;
  const { body, files = {} } = value as { body?: unknown; files?: unknown };
  if (typeof body !== 'string' || typeof files !== 'object' || files === null) return false;
  return Object.values(files).every(
    (content) => typeof content === 'string' || content instanceof Uint8Array,
  );
}
