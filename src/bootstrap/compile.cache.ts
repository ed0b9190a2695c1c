import * as nodeModule from 'node:module';

/** What newer releases have besides what the types of the oldest one know. */
interface CompileCache {
  enableCompileCache?(): unknown;
}

/**
 * Keeps compiled code between starts, in the folder for temporary files. Node 22.1 and newer can. For
 * servers that a user's client starts again and again; a service that starts once has no use for it.
 */
export function keepCompiledCode(cache = nodeModule as CompileCache): void {
  cache.enableCompileCache?.();
}
