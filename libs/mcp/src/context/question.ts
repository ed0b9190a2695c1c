import type {
  CreateMessageRequestParams,
  CreateMessageResult,
  Root,
} from '@modelcontextprotocol/server';
import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { compileSchema } from '../schema/schema.compiler.js';
import type { InferOutput } from '../schema/schema.inference.js';
import type { CompiledSchema, McpSchema } from '../schema/schema.types.js';
import { formSchemaOf } from './form.schema.js';
import type { Question } from './interaction.js';

/**
 * A form for the user.
 *
 * @publicApi
 */
export interface FormRequest<S extends McpSchema = McpSchema> {
  message: string;
  /** Schema of the answer: an object with primitive properties (elicitation, Requested Schema). */
  schema: S;
  /** Tells questions of one call apart. @default their order */
  key?: string;
}

/**
 * A page that the user visits, for what must not pass through the client (SEP-1036).
 *
 * @publicApi
 */
export interface UrlRequest {
  message: string;
  url: string;
  /** What 2025-era clients know the page by; 2026-07-28 has nothing like it. @default random */
  elicitationId?: string;
  /** Tells questions of one call apart. @default their order */
  key?: string;
}

/** @publicApi */
export type ElicitAnswer<Content> =
  | { readonly action: 'accept'; readonly content: Content }
  | { readonly action: 'decline' | 'cancel' };

type Answer = Readonly<Record<string, unknown>>;

/** @throws McpError `INVALID_QUESTION` for a schema that no form can ask */
export function formQuestion<S extends McpSchema>({
  message,
  schema,
  key,
}: FormRequest<S>): Question<ElicitAnswer<InferOutput<S>>> {
  const compiled = compileForm(schema);
  return {
    key,
    method: 'elicitation/create',
    params: { message, requestedSchema: formSchemaOf(compiled.json) },
    requires: { elicitation: { form: {} } },
    read: async (given) => {
      const { action, content } = asObject(given);
      if (action === 'decline' || action === 'cancel') return { action };
      if (action !== 'accept') return undefined;
      const outcome = await compiled.validate(content);
      return outcome.ok ? { action, content: outcome.value as InferOutput<S> } : undefined;
    },
  };
}

function compileForm(schema: McpSchema): CompiledSchema {
  try {
    return compileSchema(schema, 'input');
  } catch (error) {
    const problem = `The schema of ctx.elicit() cannot be used: ${messageOf(error)}`;
    throw new McpError('INVALID_QUESTION', problem, { cause: error });
  }
}

/** @throws McpError `INVALID_QUESTION` for what is no URL, which clients refuse */
export function urlQuestion({
  message,
  url,
  elicitationId,
  key,
}: UrlRequest): Question<ElicitAnswer<undefined>> {
  if (!URL.canParse(url)) {
    const problem = `The url of ctx.elicit() is ${JSON.stringify(url)}: give an absolute URL.`;
    throw new McpError('INVALID_QUESTION', problem);
  }
  return {
    key,
    method: 'elicitation/create',
    params: { mode: 'url', message, url },
    ...(elicitationId !== undefined && { pushed: { elicitationId } }),
    requires: { elicitation: { url: {} } },
    read: (given) => {
      const { action } = asObject(given);
      if (action === 'accept') return { action, content: undefined };
      return action === 'decline' || action === 'cancel' ? { action } : undefined;
    },
  };
}

export function samplingQuestion(
  params: CreateMessageRequestParams,
  key?: string,
): Question<CreateMessageResult> {
  const tools = params.tools !== undefined || params.toolChoice !== undefined;
  return {
    key,
    method: 'sampling/createMessage',
    params: { ...params },
    requires: { sampling: tools ? { tools: {} } : {} },
    read: (given) => {
      const { role, content } = asObject(given);
      return typeof role === 'string' && typeof content === 'object' && content !== null
        ? (given as CreateMessageResult)
        : undefined;
    },
  };
}

export function rootsQuestion(key?: string): Question<Root[]> {
  return {
    key,
    method: 'roots/list',
    params: {},
    requires: { roots: {} },
    read: (given) => {
      const { roots } = asObject(given);
      return Array.isArray(roots) && roots.every(isRoot) ? roots : undefined;
    },
  };
}

function isRoot(value: unknown): value is Root {
  return typeof asObject(value)['uri'] === 'string';
}

function asObject(value: unknown): Answer {
  return typeof value === 'object' && value !== null ? (value as Answer) : {};
}
