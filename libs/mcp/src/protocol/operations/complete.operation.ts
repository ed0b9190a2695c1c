import type { Completers } from '../../catalog/completers.js';
import type { PromptCatalog } from '../../catalog/prompt.catalog.js';
import type { ResourceCatalog, TemplateCatalog } from '../../catalog/resource.catalog.js';
import type { Exchange, Params } from '../../context/exchange.js';
import type { CompleteOptions } from '../../decorators/prompt.decorator.js';
import { McpError } from '../../errors/mcp.error.js';
import type { HandlerRunner } from '../../execution/handler.runner.js';
import { isInputRequired } from '../../execution/interaction/open.interaction.js';
import { sourceOf } from '../../execution/item.source.js';
import { itemsOf } from '../../execution/items.js';
import { isObject, isTexts } from '../json-rpc.js';
import type { Operation } from '../operation.js';

/** "Servers return an array of values … Maximum 100 items" (server/utilities/completion). */
const MOST_VALUES = 100;

interface Asked {
  readonly completed: CompleteOptions;
  readonly value: string;
  readonly given: Params;
}

export class CompleteOperation implements Operation {
  readonly method = 'completion/complete';
  readonly eras = ['legacy', 'modern'] as const;
  readonly params = ['ref', 'argument', 'context'] as const;
  readonly capability = 'completions';

  constructor(
    private readonly prompts: PromptCatalog,
    private readonly resources: ResourceCatalog,
    private readonly templates: TemplateCatalog,
    private readonly completers: Completers,
    private readonly runner: HandlerRunner,
  ) {}

  async run(exchange: Exchange): Promise<unknown> {
    const { completed, value, given } = readParams(exchange.params);
    this.checkReference(completed);
    const handler = this.completers.find(completed);
    if (!handler) return { completion: { values: [] } };
    const completion = await this.runner.run(handler, { value, given }, exchange, (found, limit) =>
      toCompletion(found, exchange, limit),
    );
    return { completion };
  }

  /** "Servers SHOULD … return -32602 for invalid prompt names or arguments" (Error Handling). */
  private checkReference(completed: CompleteOptions): void {
    const known =
      'prompt' in completed
        ? this.prompts.find(completed.prompt)
        : (this.templates.find(completed.uriTemplate) ??
          // "The URI or URI template of the resource" (schema, ResourceTemplateReference).
          this.resources.find(completed.uriTemplate));
    if (known) return;
    const name = 'prompt' in completed ? completed.prompt : completed.uriTemplate;
    throw new McpError('UNKNOWN_REFERENCE', `There is nothing to complete named ${name}`);
  }
}

function readParams({ ref, argument, context }: Params): Asked {
  if (!isObject(argument) || typeof argument['name'] !== 'string') throw invalid('argument.name');
  if (typeof argument['value'] !== 'string') throw invalid('argument.value');
  const completed = readReference(ref, argument['name']);
  return { completed, value: argument['value'], given: readGiven(context ?? {}) };
}

function readGiven(context: unknown): Params {
  if (!isObject(context)) throw invalid('context');
  const given = context['arguments'] ?? {};
  if (!isTexts(given)) throw invalid('context.arguments');
  return given;
}

function readReference(ref: unknown, argument: string): CompleteOptions {
  if (isObject(ref) && ref['type'] === 'ref/prompt' && typeof ref['name'] === 'string') {
    return { prompt: ref['name'], argument };
  }
  if (isObject(ref) && ref['type'] === 'ref/resource' && typeof ref['uri'] === 'string') {
    return { uriTemplate: ref['uri'], variable: argument };
  }
  throw invalid('ref');
}

async function toCompletion(value: unknown, exchange: Exchange, limit: number) {
  if (isInputRequired(value)) {
    throw new McpError('CLIENT_UNREACHABLE', 'A completer cannot ask the client.');
  }
  const source = sourceOf(value);
  const items = source ? await itemsOf(source, exchange, limit) : value;
  const values = (Array.isArray(items) ? (items as unknown[]) : []).map(String);
  const shown = values.slice(0, MOST_VALUES);
  return { values: shown, total: values.length, hasMore: values.length > shown.length };
}

function invalid(name: string): McpError {
  return new McpError('INVALID_PARAMS', `Invalid params: ${name} is missing or wrong`);
}
