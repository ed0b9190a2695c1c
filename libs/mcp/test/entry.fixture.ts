import type { Handler } from '../src/catalog/catalog.js';
import type { ToolEntry } from '../src/catalog/tool.entry.js';
import { createToolEntry } from '../src/catalog/tool.factory.js';
import type { ToolOptions } from '../src/decorators/tool.decorator.js';

/** An entry as the explorer makes it, named `echo` unless the options name it. */
export function entryOf(options: ToolOptions = {}, handler: Handler = (args) => args): ToolEntry {
  const { name = 'echo' } = options;
  return createToolEntry({ method: name, origin: `Tools#${name}`, options, handler });
}
