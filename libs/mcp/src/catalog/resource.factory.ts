import type { Resource, ResourceTemplateType } from '@modelcontextprotocol/server';
import type { ResourceOptions, ResourceTemplateOptions } from '../decorators/resource.decorator.js';
import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import type { EntrySource } from './catalog.js';
import type { ResourceEntry, TemplateEntry } from './resource.entry.js';
import { UriTemplate } from './uri.template.js';

/** @throws McpError `INVALID_RESOURCE` */
export function createResourceEntry(source: EntrySource<ResourceOptions>): ResourceEntry {
  const { origin, options, handler } = source;
  const { uri, size, mimeType, cache } = options;
  if (!URL.canParse(uri)) {
    const problem = `The uri ${JSON.stringify(uri)} of ${origin} is no absolute URI`;
    throw new McpError(
      'INVALID_RESOURCE',
      `${problem}: give one with a scheme, such as app://name.`,
    );
  }
  const definition: Resource = { uri, ...describe(source), ...(size !== undefined && { size }) };
  return {
    key: uri,
    origin,
    definition: { legacy: definition, modern: definition },
    mimeType,
    cache,
    handler,
  };
}

/** @throws McpError `INVALID_RESOURCE` */
export function createTemplateEntry(source: EntrySource<ResourceTemplateOptions>): TemplateEntry {
  const { origin, options, handler } = source;
  const { uriTemplate, mimeType, cache } = options;
  const definition: ResourceTemplateType = { uriTemplate, ...describe(source) };
  return {
    key: uriTemplate,
    origin,
    definition: { legacy: definition, modern: definition },
    template: parse(uriTemplate, origin),
    mimeType,
    cache,
    handler,
  };
}

function describe({ method, options }: EntrySource<ResourceOptions | ResourceTemplateOptions>) {
  const { name = method, title, description, mimeType, annotations, icons, _meta } = options;
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(mimeType !== undefined && { mimeType }),
    ...(annotations && { annotations }),
    ...(icons && { icons }),
    ...(_meta && { _meta }),
  };
}

function parse(uriTemplate: string, origin: string): UriTemplate {
  try {
    return new UriTemplate(uriTemplate);
  } catch (error) {
    const problem = `The uriTemplate of ${origin} cannot be used: ${messageOf(error)}.`;
    throw new McpError('INVALID_RESOURCE', problem, { cause: error });
  }
}
