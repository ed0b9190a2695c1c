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

/** What a text in the place of the options was meant to be. */
const MEANT: ReadonlyMap<object, (text: string) => string> = new Map([
  [TOOL_OPTIONS, (text) => `@Tool({ name: '${text}' })`],
  [PROMPT_OPTIONS, (text) => `@Prompt({ name: '${text}' })`],
  [SKILL_OPTIONS, (text) => `@Skill({ name: '${text}' })`],
  [RESOURCE_OPTIONS, (text) => `@Resource({ uri: '${text}' })`],
  [TEMPLATE_OPTIONS, (text) => `@ResourceTemplate({ uriTemplate: '${text}' })`],
  [PAGE_OPTIONS, (text) => `@UiResource({ uri: '${text}' })`],
  [COMPLETE_OPTIONS, (text) => `@Complete({ prompt: '${text}', argument: '…' })`],
] as [object, (text: string) => string][]);

/**
 * An option that nobody reads would be lost without a word: a misspelt `input` checks no arguments.
 *
 * @throws McpError of that code
 */
export function requireKnownOptions(
  code: McpErrorCode,
  origin: string,
  given: object | string | undefined,
  known: object,
): void {
  if (typeof given === 'string') throw new McpError(code, asTextOf(origin, given, known));
  const unknown = given && unknownKeyOf(given, known);
  if (!unknown) return;
  const { key, nearest } = unknown;
  const hint = nearest === undefined ? '.' : `; did you mean '${nearest}'?`;
  throw new McpError(code, `${origin} has an unknown option '${key}'${hint}`);
}

function asTextOf(origin: string, text: string, known: object): string {
  const meant = MEANT.get(known)?.(text) ?? 'an object of options';
  return `${origin} has the text '${text}' in the place of options: write ${meant}.`;
}
