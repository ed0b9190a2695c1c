import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants.js';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { STATIC_CONTEXT } from '@nestjs/core/injector/constants.js';
import { pipesOfParameters } from '../decorators/parameter.metadata.js';
import { McpError } from '../errors/mcp.error.js';
import { madePerUse } from './global.enhancers.js';
import { RegisteredEntries } from './registered.entries.js';
import type { DeclaredMethod, ProviderWrapper, Site } from './site.js';

const ENHANCERS = [
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
  EXCEPTION_FILTERS_METADATA,
];

type EnhancerClass = abstract new (...args: never[]) => unknown;

/**
 * Nest leaves out a guard, without a word, that it knows nothing of in the module of a provider: a class
 * in `@UseGuards()` on what a factory or a value brings, for one. And it calls a request-scoped or
 * transient one without its constructor where it made none for the provider.
 */
export class EnhancerCheck {
  constructor(
    private readonly config: ApplicationConfig,
    private readonly modules: ModulesContainer,
  ) {}

  /**
   * What can be said of a provider before it is made.
   *
   * @throws McpError `INVALID_ENHANCER`
   */
  requireKnown(method: DeclaredMethod): void {
    for (const type of classesOf(method)) {
      if (!this.injectable(method, type)) throw missing(method, type.name);
    }
  }

  /** @throws McpError `INVALID_ENHANCER` */
  requireMade(site: Site): void {
    for (const type of classesOf(site)) {
      const wrapper = this.injectable(site, type);
      if (!wrapper || !isMade(wrapper, site)) throw missing(site, type.name);
    }
    for (const wrapper of madePerUse(this.config)) {
      if (!isMade(wrapper, site)) throw missing(site, nameOf(wrapper));
    }
  }

  private injectable({ module }: DeclaredMethod, type: EnhancerClass): ProviderWrapper | undefined {
    return this.modules.get(module)?.injectables.get(type as never);
  }
}

/** The classes in `@UseGuards()` and the like of a method, its class and its parameters. */
function classesOf({ type, code, method }: DeclaredMethod): EnhancerClass[] {
  const declared = ENHANCERS.flatMap((key) => [...listOf(key, type), ...listOf(key, code)]);
  return [...declared, ...pipesOfParameters(type, method)].filter(
    (enhancer): enhancer is EnhancerClass => typeof enhancer === 'function',
  );
}

function listOf(key: string, target: object): readonly unknown[] {
  return (Reflect.getMetadata(key, target) as unknown[] | undefined) ?? [];
}

/** Whether there is an instance for a provider that isn't just a prototype. */
function isMade(wrapper: ProviderWrapper, { context = STATIC_CONTEXT, inquirer }: Site): boolean {
  // A durable one lives in the tree of its tenant.
  const isTreeDurable = !wrapper.isTransient && wrapper.isDependencyTreeDurable();
  const tree = context.getParent?.({ token: wrapper.token, isTreeDurable }) ?? context;
  const host = wrapper.getInstanceByContextId(tree, inquirer);
  return wrapper.isNotMetatype ? host.isResolved === true : host.isConstructorCalled === true;
}

function nameOf({ isNotMetatype, metatype, name }: ProviderWrapper): string {
  return isNotMetatype ? String(name) : (metatype as EnhancerClass).name;
}

function missing({ origin, type }: DeclaredMethod, name: string): McpError {
  const remedy =
    type === RegisteredEntries
      ? `Use an instance of ${name}, or make it hold for the whole application`
      : `List the class of ${origin} itself as a provider of its module, or use an instance of ${name}`;
  return new McpError(
    'INVALID_ENHANCER',
    `${origin}: Nest has made no ${name} for its provider, and would leave it out. ${remedy}.`,
  );
}
