const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is missing',
  EEXIST: 'a part of its path is a file, not a directory',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such file',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file, not a directory',
  EPERM: 'permission is missing',
  EROFS: 'the file system is read-only',
};

/** Why an operation on a file failed, in words for the person who started the application. */
export function systemReason(error: unknown): string {
  const known = REASONS[codeOf(error) ?? ''];
  return known ?? (error instanceof Error ? error.message : String(error));
}

/** The code of a system error, such as `EADDRINUSE`. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
