import type { Resource } from '@modelcontextprotocol/server';
import type { ChangeFeed } from './change.feed.js';
import type { ResourceEntry } from './resource.entry.js';
import type { SkillEntry } from './skill.entry.js';
import { UriCatalog } from './uri.catalog.js';
import { encodedUri } from './uri.encoding.js';

/** The skills of one server, by the URI of their `SKILL.md`. */
export class SkillCatalog extends UriCatalog<SkillEntry> {
  protected readonly encode = encodedUri;

  constructor(changes: ChangeFeed) {
    super(changes, 'resources', 'skill');
  }

  file(uri: string): ResourceEntry | undefined {
    const key = encodedUri(uri);
    for (const { files } of this) if (files.has(key)) return files.get(key);
    return undefined;
  }

  /** What is directly in a folder of a skill; undefined if there is no such folder. */
  folder(uri: string): readonly Resource[] | undefined {
    const key = encodedUri(uri);
    for (const { folders } of this) if (folders.has(key)) return folders.get(key);
    return undefined;
  }
}
