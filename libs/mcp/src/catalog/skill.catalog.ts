import type { Resource } from '@modelcontextprotocol/server';
import { Catalog } from './catalog.js';
import type { ChangeFeed } from './change.feed.js';
import type { ResourceEntry } from './resource.entry.js';
import type { SkillEntry } from './skill.entry.js';

/** The skills of one server, by the URI of their `SKILL.md`. */
export class SkillCatalog extends Catalog<SkillEntry> {
  constructor(changes: ChangeFeed) {
    super(changes, 'resources', 'skill');
  }

  file(uri: string): ResourceEntry | undefined {
    for (const { files } of this) if (files.has(uri)) return files.get(uri);
    return undefined;
  }

  /** What is directly in a folder of a skill; undefined if there is no such folder. */
  folder(uri: string): readonly Resource[] | undefined {
    for (const { folders } of this) if (folders.has(uri)) return folders.get(uri);
    return undefined;
  }
}
