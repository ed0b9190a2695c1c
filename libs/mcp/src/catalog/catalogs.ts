import type { ChangeFeed } from './change.feed.js';
import { Completers } from './completers.js';
import { PromptCatalog } from './prompt.catalog.js';
import { ResourceCatalog, TemplateCatalog } from './resource.catalog.js';
import { SkillCatalog } from './skill.catalog.js';
import { ToolCatalog } from './tool.catalog.js';

/** What a server only has if something of the kind is declared. Tools and logging it always has. */
export interface Offered {
  readonly resources: boolean;
  readonly prompts: boolean;
  readonly completions: boolean;
  /** Pages of MCP Apps (SEP-1865). */
  readonly ui: boolean;
  /** Instructions for the model (SEP-2640). */
  readonly skills: boolean;
}

/** Everything that one server offers. */
export class Catalogs {
  readonly tools: ToolCatalog;
  readonly resources: ResourceCatalog;
  readonly templates: TemplateCatalog;
  readonly prompts: PromptCatalog;
  readonly skills: SkillCatalog;
  readonly completers = new Completers();

  constructor(changes: ChangeFeed) {
    this.tools = new ToolCatalog(changes);
    this.resources = new ResourceCatalog(changes);
    this.templates = new TemplateCatalog(changes);
    this.prompts = new PromptCatalog(changes);
    this.skills = new SkillCatalog(changes);
  }

  get offered(): Offered {
    const { resources, templates, prompts, completers, skills } = this;
    return {
      resources: resources.used || templates.used,
      prompts: prompts.used,
      completions: completers.used,
      ui: resources.hasPages,
      skills: skills.used,
    };
  }

  /** How many things there are to offer; each skill is a resource, too. */
  get size(): number {
    const { tools, resources, templates, prompts } = this;
    return tools.size + resources.size + templates.size + prompts.size;
  }
}
