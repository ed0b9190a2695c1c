import type { Resource } from '@modelcontextprotocol/server';
import type { Skill } from '@modelcontextprotocol/server/ext/skills';
import type { Era } from '../context/revisions.js';
import type { CatalogEntry } from './catalog.js';
import type { ResourceEntry } from './resource.entry.js';

/** A skill (SEP-2640). Its key is the URI of its `SKILL.md`. */
export interface SkillEntry extends CatalogEntry {
  readonly definition: Readonly<Record<Era, Skill>>;
  /** Its `SKILL.md`, as the list of resources has it. */
  readonly manifest: ResourceEntry;
  /** All its files by URI, `SKILL.md` included. Nothing else of the skill can be read. */
  readonly files: ReadonlyMap<string, ResourceEntry>;
  /** What is directly in its folders, by the URI of the folder. */
  readonly folders: ReadonlyMap<string, readonly Resource[]>;
}
