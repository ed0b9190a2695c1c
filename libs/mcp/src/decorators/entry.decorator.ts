import { ENTRY_PROVIDER_WATERMARK } from '@nestjs/common/constants.js';
import { McpError } from '../errors/mcp.error.js';
import { describeParameters } from './parameter.metadata.js';

/** Where a class keeps what its decorators declared, whatever becomes of the methods. */
const DECLARED_METADATA = 'nest-mcp:declared';

/** What a decorator declared of a method. */
export interface Declared {
  readonly method: string;
  /** Where its options are, on the method. */
  readonly metadata: string;
  /** Such as `@Tool()`. */
  readonly decorator: string;
}

/**
 * A method decorator that notes what a method offers, for the explorer to find. Its class becomes one that
 * requests enter by, so that Nest makes request-scoped guards of the whole application for it.
 *
 * @throws McpError `MISPLACED_DECORATOR`, when the class is defined
 */
export function offer(decorator: string, metadata: string, options: object): MethodDecorator {
  const note = offerAtStart(decorator, metadata, options);
  return (target, key, descriptor) => {
    note(target, key, descriptor);
    Reflect.defineMetadata(ENTRY_PROVIDER_WATERMARK, true, target.constructor);
  };
}

/** The same for a method that is called when the application starts, and by no request. */
export function offerAtStart(
  decorator: string,
  metadata: string,
  options: object,
): MethodDecorator {
  return (target, key, descriptor: PropertyDescriptor | undefined) => {
    const method: unknown = descriptor?.value;
    const problem = problemOf(target, key, method);
    if (problem) throw misplaced(target, key, `${decorator} is ${problem}`);
    declare(target, { method: key as string, metadata, decorator });
    Reflect.defineMetadata(metadata, options, method as object);
    describeParameters(target, key);
  };
}

/** What decorators declared of the methods that a prototype has itself. */
export function declaredOf(prototype: object): readonly Declared[] {
  return (Reflect.getOwnMetadata(DECLARED_METADATA, prototype) as Declared[] | undefined) ?? [];
}

function problemOf(
  target: object,
  key: string | symbol | undefined,
  method: unknown,
): string | undefined {
  if (key === undefined) return 'on a class: put it on a method of that class';
  if (typeof target === 'function') {
    return 'on a static method, which belongs to no provider: remove "static"';
  }
  if (typeof method !== 'function') return 'not on a method: make it one';
  return typeof key === 'symbol'
    ? 'on a method whose name is a symbol, which Nest does not find: give it a name'
    : undefined;
}

function declare(target: object, declared: Declared): void {
  const before = declaredOf(target);
  const { method, metadata, decorator } = declared;
  if (before.some((one) => one.method === method && one.metadata === metadata)) {
    const problem = `${decorator} is there twice, and the method has one handler: write another method`;
    throw misplaced(target, method, problem);
  }
  Reflect.defineMetadata(DECLARED_METADATA, [...before, declared], target);
}

function misplaced(target: object, key: string | symbol | undefined, problem: string): McpError {
  const { name } = typeof target === 'function' ? target : target.constructor;
  const place = key === undefined ? name : `${name}#${String(key)}`;
  return new McpError('MISPLACED_DECORATOR', `${place}: ${problem}.`);
}
