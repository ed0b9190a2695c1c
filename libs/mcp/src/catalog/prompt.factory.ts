import type { Prompt, PromptArgument } from '@modelcontextprotocol/server';
import type { PromptOptions } from '../decorators/prompt.decorator.js';
import type { JsonSchema } from '../schema/schema.types.js';
import type { EntrySource } from './catalog.js';
import { compileFor, requireObject } from './entry.schema.js';
import { PROMPT_OPTIONS, requireKnownOptions } from './option.check.js';
import type { PromptEntry } from './prompt.entry.js';

/** @throws McpError `INVALID_SCHEMA` or `INVALID_PROMPT` */
export function createPromptEntry({
  method,
  origin,
  options,
  handler,
}: EntrySource<PromptOptions>): PromptEntry {
  requireKnownOptions('INVALID_PROMPT', origin, options, PROMPT_OPTIONS);
  const { name = method, title, description, icons, _meta } = options;
  const input = compileFor(options.input, 'input', origin);
  if (input) requireObject(input.json, origin);
  const promptArguments = input && argumentsOf(input.json);
  const definition: Prompt = {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(promptArguments && { arguments: promptArguments }),
    ...(icons && { icons }),
    ...(_meta && { _meta }),
  };
  return {
    key: name,
    origin,
    definition: { legacy: definition, modern: definition },
    description,
    input,
    handler,
  };
}

/** Prompts describe their arguments by a list instead of a schema (server/prompts, Data Types). */
function argumentsOf({ properties, required }: JsonSchema): PromptArgument[] {
  const names = Array.isArray(required) ? (required as unknown[]) : [];
  return Object.entries((properties ?? {}) as Record<string, JsonSchema>).map(
    ([name, property]) => {
      const { title, description } = property;
      return {
        name,
        ...(typeof title === 'string' && { title }),
        ...(typeof description === 'string' && { description }),
        required: names.includes(name),
      };
    },
  );
}
