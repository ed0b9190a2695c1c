import { offerAtStart } from './entry.decorator.js';

/** @internal */
export const SKILL_METADATA = 'nest-mcp:skill';

/**
 * What the `SKILL.md` of a skill says of it (SEP-2640).
 *
 * @publicApi
 */
export interface SkillOptions {
  /** 1–64 lower-case letters, digits and single hyphens. @default the method's name */
  name?: string;
  /** What the skill is for and when to use it, in up to 1024 characters; models choose by it. */
  description: string;
  /** Further fields of the front matter, such as `license` or `metadata`. */
  frontmatter?: Record<string, unknown>;
}

/**
 * What a method with `@Skill` returns, if text is not enough.
 *
 * @publicApi
 */
export interface SkillContent {
  /** The Markdown below the front matter of `SKILL.md`. */
  body: string;
  /** Further files by their path in the skill, such as `references/codes.md`. */
  files?: Record<string, string | Uint8Array>;
}

/**
 * Offers instructions for the model as a skill. The method returns the Markdown, or a
 * `SkillContent`. It is called once, without arguments, when the application starts.
 *
 * @publicApi
 */
export function Skill(options: SkillOptions): MethodDecorator {
  return offerAtStart('@Skill()', SKILL_METADATA, options);
}
