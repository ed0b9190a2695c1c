import { Logger } from '@nestjs/common';
import type { CompleteOptions } from '../decorators/prompt.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import type { EntrySource } from './catalog.js';
import type { Catalogs } from './catalogs.js';

const logger = new Logger('McpModule');

/**
 * What a completer completes should be there; a prompt may also come later, at run time.
 *
 * @throws McpError `INVALID_PROMPT` for an argument or a variable that isn't there
 */
export function requireCompleted(
  { options, origin }: EntrySource<CompleteOptions>,
  catalogs: Catalogs,
): void {
  const { owner, part, parts } = describe(options, catalogs);
  if (!parts) {
    logger.warn(`${origin} completes '${part}' of ${owner}, which is not there.`);
  } else if (!parts.includes(part)) {
    const known = parts.length > 0 ? parts.join(', ') : 'none';
    throw new McpError(
      'INVALID_PROMPT',
      `${origin} completes '${part}' of ${owner}, which has no such part: it has ${known}.`,
    );
  }
}

/** Names of the arguments or variables; undefined if there is no such prompt or template. */
function describe(options: CompleteOptions, { prompts, templates }: Catalogs) {
  if ('prompt' in options) {
    const { prompt, argument } = options;
    const known = prompts.find(prompt);
    const names = known?.definition.modern.arguments?.map(({ name }) => name) ?? [];
    return { owner: `prompt '${prompt}'`, part: argument, parts: known && names };
  }
  const { uriTemplate, variable } = options;
  const names = templates.find(uriTemplate)?.template.variableNames;
  return { owner: `template '${uriTemplate}'`, part: variable, parts: names };
}
