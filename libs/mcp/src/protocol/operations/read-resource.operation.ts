import type { ResourceCatalog, TemplateCatalog } from '../../catalog/resource.catalog.js';
import type { Readable } from '../../catalog/resource.entry.js';
import { encodedUri } from '../../catalog/uri.encoding.js';
import type { SkillCatalog } from '../../catalog/skill.catalog.js';
import type { Exchange } from '../../context/exchange.js';
import { isHttpException } from '../../errors/error.message.js';
import { McpError } from '../../errors/mcp.error.js';
import type { HandlerRunner } from '../../execution/handler.runner.js';
import { isInputRequired } from '../../execution/interaction/open.interaction.js';
import { toReadResult } from '../../execution/resource.result.js';
import type { Operation } from '../operation.js';

interface Match {
  readonly entry: Readable;
  readonly variables: Record<string, unknown>;
}

/** `resources/read`: of a resource or a skill's file by its URI, or of the first template that describes the URI. */
export class ReadResourceOperation implements Operation {
  readonly method = 'resources/read';
  readonly eras = ['legacy', 'modern'] as const;
  readonly params = ['uri', 'inputResponses', 'requestState'] as const;
  readonly capability = 'resources';

  constructor(
    private readonly resources: ResourceCatalog,
    private readonly templates: TemplateCatalog,
    private readonly skills: SkillCatalog,
    private readonly runner: HandlerRunner,
  ) {}

  async run(exchange: Exchange): Promise<unknown> {
    const { uri } = exchange.params;
    if (typeof uri !== 'string') {
      throw new McpError('INVALID_PARAMS', 'Invalid params: uri must be a string');
    }
    const match = this.match(uri);
    if (!match) throw notFound(uri);
    const { entry, variables } = match;
    try {
      return await this.runner.run(entry.handler, variables, exchange, async (value, limit) => {
        const read = { uri, mimeType: entry.mimeType, contentMeta: entry.contentMeta };
        const result = await toReadResult(value, read, exchange, limit);
        if (!result) throw notFound(uri);
        const cached = exchange.peer.era === 'modern' && !isInputRequired(result);
        return { ...(cached && entry.cache), ...result };
      });
    } catch (error) {
      throw isMissing(error) ? notFound(uri, error.message) : error;
    }
  }

  private match(uri: string): Match | undefined {
    const key = encodedUri(uri);
    const resource = this.resources.find(key) ?? this.skills.file(key);
    if (resource) return { entry: resource, variables: {} };
    for (const entry of this.templates) {
      const variables = entry.template.match(key);
      if (variables) return { entry, variables };
    }
    return undefined;
  }
}

function isMissing(error: unknown): error is McpError {
  if (!(error instanceof McpError) || !isHttpException(error.cause)) return false;
  return error.cause.getStatus() === 404;
}

function notFound(uri: string, message = `Resource not found: ${uri}`): McpError {
  return new McpError('RESOURCE_NOT_FOUND', message, { data: { uri } });
}
