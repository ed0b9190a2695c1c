import type { ToolEntry, ToolHandler } from '../src/catalog/tool.entry.js';
import { createToolEntry } from '../src/catalog/tool.factory.js';
import type { ToolOptions } from '../src/decorators/tool.decorator.js';

/** An entry as the explorer makes it, named `echo` unless the options name it. */
export function entryOf(
  options: ToolOptions = {},
  handler: ToolHandler = (args) => args,
): ToolEntry {
  const { name = 'echo' } = options;
  return createToolEntry({ name, origin: `Tools#${name}`, options, handler });
}
