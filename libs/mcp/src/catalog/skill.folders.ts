import type { Resource } from '@modelcontextprotocol/server';

/** By this type clients know folders, and descend (SEP-2640, `resources/directory/read`). */
const FOLDER = 'inode/directory';

/** What is directly in the folders of a skill, by the URI of the folder. */
export function foldersOf(
  root: string,
  files: Iterable<Resource>,
): ReadonlyMap<string, readonly Resource[]> {
  const folders = new Map<string, Map<string, Resource>>();
  for (const file of files) {
    let child = file;
    while (child.uri !== root) {
      const uri = parentOf(child.uri);
      const children = folders.get(uri) ?? new Map<string, Resource>();
      folders.set(uri, children.set(child.uri, child));
      child = { uri, name: nameOf(uri), mimeType: FOLDER };
    }
  }
  return new Map([...folders].map(([uri, children]) => [uri, [...children.values()]]));
}

export function nameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function parentOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
