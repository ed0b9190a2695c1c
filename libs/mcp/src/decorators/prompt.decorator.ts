import type { Icon } from '@modelcontextprotocol/server';
import type { McpSchema } from '../schema/schema.types.js';
import { offer } from './entry.decorator.js';

/** @internal */
export const PROMPT_METADATA = 'nest-mcp:prompt';
/** @internal */
export const COMPLETER_METADATA = 'nest-mcp:completer';

/**
 * How a prompt is offered to clients.
 *
 * @publicApi
 */
export interface PromptOptions {
  /** @default the method's name */
  name?: string;
  /** Name for people. */
  title?: string;
  description?: string;
  /** Schema of the arguments. Clients send text, so let numbers be coerced. */
  input?: McpSchema;
  icons?: Icon[];
  /** Sent to clients as it is. */
  _meta?: Record<string, unknown>;
}

/** What a completer completes: an argument of a prompt, or a variable of a resource template. */
export type CompleteOptions =
  { prompt: string; argument: string } | { uriTemplate: string; variable: string };

/**
 * Offers a method of a provider as a prompt. It gets the checked arguments and an `McpContext`; the
 * text, content or messages that it returns are the prompt.
 *
 * @publicApi
 */
export function Prompt(options: PromptOptions = {}): MethodDecorator {
  return offer('@Prompt()', PROMPT_METADATA, options);
}

/**
 * Suggests values while a user fills in an argument. The method gets `{ value, given }`, what was
 * typed and the arguments that are known already, and returns values, the best first.
 *
 * @publicApi
 */
export function Complete(options: CompleteOptions): MethodDecorator {
  return offer('@Complete()', COMPLETER_METADATA, options);
}
