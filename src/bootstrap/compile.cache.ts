import * as nodeModule from 'node:module';

/** What newer releases have besides what the types of the oldest one know. */
interface CompileCache {
  enableCompileCache?(): unknown;
}

/** Keeps compiled code between starts, in the folder for temporary files. Node 22.1 and newer can. */
export function keepCompiledCode(cache = nodeModule as CompileCache): void {
  cache.enableCompileCache?.();
}
