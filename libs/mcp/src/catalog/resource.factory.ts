import type { Resource, ResourceTemplateType } from '@modelcontextprotocol/server';
import type { CacheHint } from '../context/cache.hint.js';
import type { ResourceOptions, ResourceTemplateOptions } from '../decorators/resource.decorator.js';
import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { problemOf } from './cache.check.js';
import type { EntrySource } from './catalog.js';
import {
  ANNOTATIONS,
  CACHE_OPTIONS,
  requireKnownOptions,
  RESOURCE_OPTIONS,
  TEMPLATE_OPTIONS,
} from './option.check.js';
import type { ResourceEntry, TemplateEntry } from './resource.entry.js';
import { encodedTemplate, encodedUri } from './uri.encoding.js';
import { UriTemplate } from './uri.template.js';

/** @throws McpError `INVALID_RESOURCE` */
export function createResourceEntry(source: EntrySource<ResourceOptions>): ResourceEntry {
  const { origin, options, handler } = source;
  requireKnownOptions('INVALID_RESOURCE', origin, options, RESOURCE_OPTIONS);
  const { size, mimeType, cache } = options;
  const uri = encodedUri(options.uri);
  if (!URL.canParse(uri)) {
    const problem = `The uri ${JSON.stringify(uri)} of ${origin} is not an absolute URI`;
    throw new McpError(
      'INVALID_RESOURCE',
      `${problem}: give one with a scheme, such as app://name.`,
    );
  }
  checkCache(cache, origin);
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
  requireKnownOptions('INVALID_RESOURCE', origin, options, TEMPLATE_OPTIONS);
  const { mimeType, cache } = options;
  const uriTemplate = encodedTemplate(options.uriTemplate);
  checkCache(cache, origin);
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

function checkCache(cache: CacheHint | undefined, origin: string): void {
  requireKnownOptions('INVALID_RESOURCE', origin, cache, CACHE_OPTIONS);
  const problem = cache && problemOf(cache);
  if (!problem) return;
  const { member, allowed } = problem;
  const given = JSON.stringify(cache[member]);
  throw new McpError('INVALID_RESOURCE', `${member} of ${origin} is ${given}: give ${allowed}.`);
}

function describe({
  method,
  origin,
  options,
}: EntrySource<ResourceOptions | ResourceTemplateOptions>) {
  const { name = method, title, description, mimeType, annotations, icons, _meta } = options;
  requireKnownOptions('INVALID_RESOURCE', origin, annotations, ANNOTATIONS);
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
