import { McpError } from '../errors/mcp.error.js';

/**
 * Refuses JSON that could hurt the code behind it: nesting that exhausts the stack of a recursive
 * reader, and keys that reach an object's prototype when it is merged.
 *
 * @throws McpError `UNSAFE_PAYLOAD`
 */
export function checkPayload(root: unknown, maxDepth: number): void {
  let level = isNode(root) ? [root] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) {
      throw new McpError('UNSAFE_PAYLOAD', `The message is nested deeper than ${maxDepth} levels.`);
    }
    level = level.flatMap(childrenOf);
  }
}

function childrenOf(node: object): object[] {
  if (Array.isArray(node)) return node.filter(isNode);
  if (Object.hasOwn(node, '__proto__')) throw forbiddenKey('__proto__');
  const constructor = Object.getOwnPropertyDescriptor(node, 'constructor')?.value as unknown;
  if (isNode(constructor) && Object.hasOwn(constructor, 'prototype')) {
    throw forbiddenKey('constructor.prototype');
  }
  return Object.values(node).filter(isNode);
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function forbiddenKey(key: string): McpError {
  return new McpError('UNSAFE_PAYLOAD', `The key '${key}' is not allowed.`);
}
