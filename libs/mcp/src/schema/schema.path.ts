const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const INDEX = /^(?:0|[1-9]\d*)$/;

/** Where a value is, written as in code: `items[2].sku`, `["a b"]`. Empty for the root. */
export function formatPath(keys: Iterable<PropertyKey>): string {
  let path = '';
  for (const key of keys) path += formatKey(String(key), path === '');
  return path;
}

function formatKey(key: string, first: boolean): string {
  if (INDEX.test(key)) return `[${key}]`;
  if (IDENTIFIER.test(key)) return first ? key : `.${key}`;
  return `[${JSON.stringify(key)}]`;
}

/** The keys of a JSON Pointer (RFC 6901). */
export function keysOfPointer(pointer: string): string[] {
  const keys = pointer.split('/').slice(1);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
