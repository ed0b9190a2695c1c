/** The files right under the library's source folder: module, options, index. */
export const ROOT = '(root)';

/**
 * The folders of the library, from top to bottom. A folder may import from itself and from the rows
 * below its own; folders on one row don't know each other.
 */
export const LAYERS: readonly (readonly string[])[] = [
  [ROOT],
  ['testing', 'express'],
  ['transports'],
  ['protocol', 'discovery', 'health'],
  ['execution', 'sessions', 'skills'],
  ['catalog', 'security'],
  ['decorators'],
  ['context'],
  ['schema'],
  ['errors'],
];

/** Packages that are optional for users: only these folders may import them. */
export const OPTIONAL_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@modelcontextprotocol/sdk': ['transports'],
  '@modelcontextprotocol/client': ['testing'],
  '@nestjs/platform-express': ['express'],
};

/** Folders that may import these packages at run time and no others; types are free. */
export const PACKAGES_OF: Readonly<Record<string, readonly string[]>> = {
  decorators: ['@nestjs/common'],
};
