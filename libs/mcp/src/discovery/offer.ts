import type { EntrySource } from '../catalog/catalog.js';
import {
  COMPLETER_METADATA,
  PROMPT_METADATA,
  type CompleteOptions,
  type PromptOptions,
} from '../decorators/prompt.decorator.js';
import {
  RESOURCE_METADATA,
  TEMPLATE_METADATA,
  type ResourceOptions,
  type ResourceTemplateOptions,
} from '../decorators/resource.decorator.js';
import { SKILL_METADATA, type SkillOptions } from '../decorators/skill.decorator.js';
import { TOOL_METADATA, type ToolOptions } from '../decorators/tool.decorator.js';
import {
  UI_RESOURCE_METADATA,
  type UiResourceOptions,
} from '../decorators/ui-resource.decorator.js';

/** What each kind of decorator declares. */
export interface Declarations {
  tool: ToolOptions;
  resource: ResourceOptions;
  page: UiResourceOptions;
  template: ResourceTemplateOptions;
  prompt: PromptOptions;
  completer: CompleteOptions;
  skill: SkillOptions;
}

export type OfferKind = keyof Declarations;

/** A decorated method, bound to Nest and ready to become an entry. */
export type Offer = {
  [Kind in OfferKind]: { readonly kind: Kind } & EntrySource<Declarations[Kind]>;
}[OfferKind];

/** Where each kind of decorator leaves its options. */
export const METADATA: Readonly<Record<OfferKind, string>> = {
  tool: TOOL_METADATA,
  resource: RESOURCE_METADATA,
  page: UI_RESOURCE_METADATA,
  template: TEMPLATE_METADATA,
  prompt: PROMPT_METADATA,
  completer: COMPLETER_METADATA,
  skill: SKILL_METADATA,
};
