import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants.js';
import type { ApplicationConfig } from '@nestjs/core';
import { pipesOfParameters } from '../decorators/parameter.metadata.js';
import { McpError } from '../errors/mcp.error.js';
import { madePerUse } from './global.enhancers.js';
import type { DecoratedMethod, ProviderWrapper } from './handler.binder.js';

const ENHANCERS = [
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
  EXCEPTION_FILTERS_METADATA,
];

interface Enhancer {
  readonly token: unknown;
  readonly name: string;
}

/**
 * Nest leaves out a guard, without a word, that it made no instance of for a provider: a class in
 * `@UseGuards()` on what a factory or a value brings, for one.
 *
 * @throws McpError `INVALID_ENHANCER`
 */
export function checkEnhancers(
  { wrapper, type, method, origin }: DecoratedMethod,
  config: ApplicationConfig,
): void {
  const made = new Set((wrapper.getEnhancersMetadata() ?? []).map(({ token }) => token as unknown));
  const wanted = [...classesOf(type, method), ...madePerUse(config).map(named)];
  const missing = wanted.find(({ token }) => !made.has(token));
  if (!missing) return;
  throw new McpError(
    'INVALID_ENHANCER',
    `${origin}: Nest makes no ${missing.name} for a provider that comes from a factory or a value, and ` +
      `would leave it out. List the class of ${origin} itself as a provider, or use an instance of ` +
      `${missing.name}.`,
  );
}

/** The classes in `@UseGuards()` and the like of a method, its class and its parameters. */
function classesOf(type: DecoratedMethod['type'], method: string): Enhancer[] {
  const code = (type.prototype as Record<string, object>)[method] as object;
  const declared = ENHANCERS.flatMap((key) => [...listOf(key, type), ...listOf(key, code)]);
  return [...declared, ...pipesOfParameters(type, method)]
    .filter((enhancer) => typeof enhancer === 'function')
    .map((token) => ({ token, name: token.name }));
}

function listOf(key: string, target: object): readonly unknown[] {
  return (Reflect.getMetadata(key, target) as unknown[] | undefined) ?? [];
}

function named({ token, metatype, name }: ProviderWrapper): Enhancer {
  const type = metatype as { name: string } | null;
  return { token, name: type?.name ?? String(name) };
}
