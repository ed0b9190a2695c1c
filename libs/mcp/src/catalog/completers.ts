import type { CompleteOptions } from '../decorators/prompt.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import type { EntrySource, Handler } from './catalog.js';
import { COMPLETE_OPTIONS, requireKnownOptions } from './option.check.js';
import { encodedTemplate } from './uri.encoding.js';

/** The completers of one server, by what they complete. */
export class Completers {
  private readonly handlers = new Map<string, Handler>();

  get used(): boolean {
    return this.handlers.size > 0;
  }

  /** @throws McpError `INVALID_PROMPT` */
  add(source: EntrySource<CompleteOptions>): void {
    const key = checkedKeyOf(source);
    if (this.handlers.has(key)) {
      const problem = `${source.origin} completes ${key}, which another completer does already.`;
      throw new McpError('INVALID_PROMPT', problem);
    }
    this.handlers.set(key, source.handler);
  }

  /** Adds a completer, or puts it in the place of the one for the same. */
  set(source: EntrySource<CompleteOptions>): void {
    this.handlers.set(checkedKeyOf(source), source.handler);
  }

  /** @returns false if there is no such completer */
  remove(completed: CompleteOptions): boolean {
    return this.handlers.delete(keyOf(completed));
  }

  find(completed: CompleteOptions): Handler | undefined {
    return this.handlers.get(keyOf(completed));
  }
}

function checkedKeyOf({ options, origin }: EntrySource<CompleteOptions>): string {
  requireKnownOptions('INVALID_PROMPT', origin, options, COMPLETE_OPTIONS);
  return keyOf(options);
}

function keyOf(completed: CompleteOptions): string {
  return 'prompt' in completed
    ? `argument '${completed.argument}' of prompt '${completed.prompt}'`
    : `variable '${completed.variable}' of template '${encodedTemplate(completed.uriTemplate)}'`;
}
