import { McpError } from '../errors/mcp.error.js';

/**
 * Refuses JSON that could hurt the code behind it: nesting that exhausts the stack of a recursive
 * reader, and keys that reach an object's prototype when it is merged.
 *
 * @throws McpError `UNSAFE_PAYLOAD`
 */
export function checkPayload(root: unknown, maxDepth: number): void {
  if (isNode(root)) checkNode(root, 1, maxDepth);
}

function checkNode(node: object, depth: number, maxDepth: number): void {
  if (depth > maxDepth) {
    throw new McpError('UNSAFE_PAYLOAD', `The message is nested deeper than ${maxDepth} levels.`);
  }
  if (Array.isArray(node)) {
    for (const child of node as unknown[]) if (isNode(child)) checkNode(child, depth + 1, maxDepth);
    return;
  }
  // What was parsed from JSON inherits nothing that could be enumerated.
  for (const key in node) {
    const child = (node as Record<string, unknown>)[key];
    if (key === '__proto__') throw forbiddenKey('__proto__');
    if (!isNode(child)) continue;
    if (key === 'constructor' && Object.hasOwn(child, 'prototype')) {
      throw forbiddenKey('constructor.prototype');
    }
    checkNode(child, depth + 1, maxDepth);
  }
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function forbiddenKey(key: string): McpError {
  return new McpError('UNSAFE_PAYLOAD', `The key '${key}' is not allowed.`);
}
