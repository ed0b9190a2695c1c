import { Logger } from '@nestjs/common';
import { declaredOf, type Declared } from '../decorators/entry.decorator.js';
import { McpError } from '../errors/mcp.error.js';

interface HostClass {
  readonly name: string;
  readonly prototype: object;
}

const logger = new Logger('McpModule');

/**
 * What a class and its parents declared must still be there: metadata is on the function of a method, and
 * goes with it if another takes its place.
 *
 * @throws McpError `MISPLACED_DECORATOR`
 */
export function checkDeclarations(type: HostClass): void {
  for (const owner of prototypesOf(type)) {
    for (const declared of declaredOf(owner)) {
      if (!isOn(owner, declared)) throw replaced(type.name, declared);
      if (!isOn(type.prototype, declared)) warnOfOverride(type, owner, declared);
    }
  }
}

function* prototypesOf({ prototype }: HostClass): Generator<object> {
  for (let one: unknown = prototype; isObject(one); one = Object.getPrototypeOf(one)) yield one;
}

function isOn(prototype: object, { method, metadata }: Declared): boolean {
  const code: unknown = (prototype as Record<string, unknown>)[method];
  return typeof code === 'function' && Reflect.hasMetadata(metadata, code);
}

/** To serve it all the same would be dangerous: guards are lost in the same way. */
function replaced(type: string, { method, decorator }: Declared): McpError {
  return new McpError(
    'MISPLACED_DECORATOR',
    `${type}#${method}: a decorator above ${decorator} has put another function in the place of the method, ` +
      `without its metadata: write ${decorator}, @UseGuards() and the like above that decorator.`,
  );
}

function warnOfOverride(type: HostClass, owner: object, { method, decorator }: Declared): void {
  logger.warn(
    `${type.name}#${method} is not served: it overrides ${owner.constructor.name}#${method}, which has ` +
      `${decorator}, and needs a ${decorator} of its own.`,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
