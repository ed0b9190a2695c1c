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
  add({ options, origin, handler }: EntrySource<CompleteOptions>): void {
    requireKnownOptions('INVALID_PROMPT', origin, options, COMPLETE_OPTIONS);
    const key = keyOf(options);
    if (this.handlers.has(key)) {
      const problem = `${origin} completes ${key}, which another completer does already.`;
      throw new McpError('INVALID_PROMPT', problem);
    }
    this.handlers.set(key, handler);
  }

  find(completed: CompleteOptions): Handler | undefined {
    return this.handlers.get(keyOf(completed));
  }
}

function keyOf(completed: CompleteOptions): string {
  return 'prompt' in completed
    ? `argument '${completed.argument}' of prompt '${completed.prompt}'`
    : `variable '${completed.variable}' of template '${encodedTemplate(completed.uriTemplate)}'`;
}
