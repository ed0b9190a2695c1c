import type { Skill, SkillResourceEntry } from '@modelcontextprotocol/server/ext/skills';
import type { ResourceEntry } from './resource.entry.js';
import { createResourceEntry } from './resource.factory.js';
import type { SkillEntry } from './skill.entry.js';
import { foldersOf, nameOf } from './skill.folders.js';
import { mediaTypeOf } from './skill.media.js';
import { encodedUri } from './uri.encoding.js';

/** Reads a file as clients get it. */
export type SkillFileReader = (file: SkillResourceEntry, mimeType: string) => Promise<object>;

/** @param origin where the skill comes from, for messages */
export function createSkillEntry(skill: Skill, origin: string, read: SkillFileReader): SkillEntry {
  const { uri, frontmatter, resources } = skill;
  // Only what the SDK calls a source of skills has "dynamic" ones, without a list of files.
  const files = new Map((resources as SkillResourceEntry[]).map((file) => [file.uri, file]));
  const entryOf = (file: SkillResourceEntry, name: string, description?: string): ResourceEntry => {
    const mimeType = mediaTypeOf(file.uri);
    const options = { uri: file.uri, name, description, mimeType, size: file.size };
    const handler = () => read(file, mimeType);
    return createResourceEntry({ method: name, origin, options, handler });
  };
  const entries = [...files.values()].map((file) => entryOf(file, nameOf(file.uri)));
  const { name, description } = frontmatter;
  return {
    key: encodedUri(uri),
    origin,
    definition: { legacy: skill, modern: skill },
    manifest: entryOf(files.get(uri) as SkillResourceEntry, name, description),
    files: new Map(entries.map((entry) => [entry.key, entry])),
    folders: foldersOf(
      encodedUri(uri.slice(0, uri.lastIndexOf('/'))),
      entries.map(({ definition }) => definition.modern),
    ),
  };
}
