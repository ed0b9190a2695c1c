import type { Type } from '@nestjs/common';
import type { ContextId, DiscoveryService } from '@nestjs/core';
import type { BoundMethod } from '../execution/enhanced.handler.js';

export type ProviderWrapper = ReturnType<DiscoveryService['getProviders']>[number];
type Method = BoundMethod['code'];
type Instance = Record<string, Method>;

/** A decorated method of a provider. */
export interface DecoratedMethod {
  readonly wrapper: ProviderWrapper;
  readonly type: abstract new (...args: never[]) => unknown;
  readonly method: string;
  /** `Class#method` */
  readonly origin: string;
  /** A function that is called in the place of the method, and seen by guards and the like. */
  readonly code?: Method;
}

/** A method as decorators describe it, before there is an instance. */
export interface DeclaredMethod {
  readonly type: abstract new (...args: never[]) => unknown;
  readonly method: string;
  readonly origin: string;
  /** What carries the metadata of the method. */
  readonly code: Method;
  /** Key of the module of its provider. */
  readonly module: string;
}

/** A method of an instance, and for whom Nest makes what stands before it. */
export interface Site extends DeclaredMethod, BoundMethod {
  /** Id of its provider, which has transient enhancers of its own. */
  readonly inquirer: string;
  /** None for what lives as long as the application. */
  readonly context?: ContextId | undefined;
}

export function declarationOf(decorated: DecoratedMethod): DeclaredMethod {
  const { wrapper, type, method, origin } = decorated;
  const code = decorated.code ?? declared(type, method);
  return { type, method, origin, code: code as Method, module: wrapper.host?.token ?? '' };
}

/** @param context none for what lives as long as the application */
export function siteOf(decorated: DecoratedMethod, instance: object, context?: ContextId): Site {
  const { method, wrapper, code } = decorated;
  // A factory may bring another class than the one that it is a provider of.
  const type = instance.constructor as Type;
  const own = (instance as Instance)[method] as Method;
  return {
    ...declarationOf({ ...decorated, type }),
    // A constructor may have bound its method: that of the prototype has the metadata.
    code: code ?? declared(type, method) ?? own,
    instance,
    run: code ?? own,
    inquirer: wrapper.id,
    context,
  };
}

function declared(type: DecoratedMethod['type'], method: string): Method | undefined {
  return (type.prototype as Instance | undefined)?.[method];
}

/** Whether an instance of its own serves each call. */
export function isMadePerCall(wrapper: ProviderWrapper): boolean {
  return !wrapper.isDependencyTreeStatic() || wrapper.isTransient;
}
