import type { Annotations, ToolAnnotations } from '@modelcontextprotocol/server';
import type { CompleteOptions, PromptOptions } from '../decorators/prompt.decorator.js';
import type { ResourceOptions, ResourceTemplateOptions } from '../decorators/resource.decorator.js';
import type { SkillOptions } from '../decorators/skill.decorator.js';
import type { ToolOptions, ToolUi } from '../decorators/tool.decorator.js';
import type { UiCsp, UiResourceOptions } from '../decorators/ui-resource.decorator.js';
import type { CacheHint } from '../context/cache.hint.js';
import type { McpErrorCode } from '../errors/error.table.js';
import { McpError } from '../errors/mcp.error.js';
import { unknownKeyOf, type NamesOf } from '../errors/unknown.key.js';

const DESCRIBED = { name: true, title: true, description: true, icons: true, _meta: true } as const;
const READABLE = { ...DESCRIBED, mimeType: true, annotations: true, cache: true } as const;

export const TOOL_OPTIONS: NamesOf<ToolOptions> = {
  ...DESCRIBED,
  input: true,
  output: true,
  annotations: true,
  ui: true,
  timeout: true,
};
export const TOOL_UI: NamesOf<ToolUi> = { resourceUri: true, visibility: true };
export const TOOL_ANNOTATIONS: NamesOf<ToolAnnotations> = {
  title: true,
  readOnlyHint: true,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: true,
};
export const ANNOTATIONS: NamesOf<Annotations> = {
  audience: true,
  priority: true,
  lastModified: true,
};
export const RESOURCE_OPTIONS: NamesOf<ResourceOptions> = { ...READABLE, uri: true, size: true };
export const TEMPLATE_OPTIONS: NamesOf<ResourceTemplateOptions> = {
  ...READABLE,
  uriTemplate: true,
};
export const PAGE_OPTIONS: NamesOf<UiResourceOptions & Pick<ResourceOptions, 'mimeType'>> = {
  ...RESOURCE_OPTIONS,
  csp: true,
  permissions: true,
  domain: true,
  prefersBorder: true,
};
export const CSP_OPTIONS: NamesOf<UiCsp> = {
  connectDomains: true,
  resourceDomains: true,
  frameDomains: true,
  baseUriDomains: true,
};
export const CACHE_OPTIONS: NamesOf<CacheHint> = { ttlMs: true, cacheScope: true };
export const PROMPT_OPTIONS: NamesOf<PromptOptions> = { ...DESCRIBED, input: true };
export const COMPLETE_OPTIONS: NamesOf<
  Extract<CompleteOptions, { prompt: string }> & Extract<CompleteOptions, { uriTemplate: string }>
> = { prompt: true, argument: true, uriTemplate: true, variable: true };
export const SKILL_OPTIONS: NamesOf<SkillOptions> = {
  name: true,
  description: true,
  frontmatter: true,
};

/** How a decorator is written. */
interface Written {
  /** Options of which it needs one. */
  readonly needs: readonly string[];
  readonly as: (text: string) => string;
}

const WRITTEN: ReadonlyMap<object, Written> = new Map([
  [TOOL_OPTIONS, { needs: [], as: (text) => `@Tool({ name: '${text}' })` }],
  [PROMPT_OPTIONS, { needs: [], as: (text) => `@Prompt({ name: '${text}' })` }],
  [SKILL_OPTIONS, { needs: [], as: (text) => `@Skill({ name: '${text}', description: '…' })` }],
  [RESOURCE_OPTIONS, { needs: ['uri'], as: (text) => `@Resource({ uri: '${text}' })` }],
  [
    TEMPLATE_OPTIONS,
    { needs: ['uriTemplate'], as: (text) => `@ResourceTemplate({ uriTemplate: '${text}' })` },
  ],
  [PAGE_OPTIONS, { needs: ['uri'], as: (text) => `@UiResource({ uri: '${text}' })` }],
  [
    COMPLETE_OPTIONS,
    {
      needs: ['prompt', 'uriTemplate'],
      as: (text) => `@Complete({ prompt: '${text}', argument: '…' })`,
    },
  ],
] as [object, Written][]);

/**
 * An option that nothing reads would be lost without a word: a misspelt `input` checks no arguments. So would
 * a whole entry without options, where no compiler asks for them.
 *
 * @throws McpError of that code
 */
export function requireKnownOptions(
  code: McpErrorCode,
  origin: string,
  given: object | string | null | undefined,
  known: object,
): void {
  if (typeof given === 'string') throw new McpError(code, asTextOf(origin, given, known));
  requireNeeded(code, origin, given, WRITTEN.get(known));
  const unknown = given && unknownKeyOf(given, known);
  if (!unknown) return;
  const { key, nearest } = unknown;
  const hint = nearest === undefined ? '.' : `; did you mean '${nearest}'?`;
  throw new McpError(code, `${origin} has an unknown option '${key}'${hint}`);
}

function requireNeeded(
  code: McpErrorCode,
  origin: string,
  given: object | null | undefined,
  written: Written | undefined,
): void {
  if (!written) return;
  const { needs, as } = written;
  const isThere = given && (needs.length === 0 || needs.some((key) => key in given));
  if (isThere) return;
  const missing = given ? needs.join(' or ') : 'options';
  throw new McpError(code, `${origin} has no ${missing}: write ${as('…')}.`);
}

function asTextOf(origin: string, text: string, known: object): string {
  const meant = WRITTEN.get(known)?.as(text) ?? 'an object of options';
  return `${origin} has the text '${text}' in the place of options: write ${meant}.`;
}
