import type { CallToolResult } from '@modelcontextprotocol/server';
import { hasOnly, isBlock, isMembers, isObjectOrNone, isTextOrNone } from './content.block.js';
import { text, toJson } from './content.js';
import { isInputRequired } from './interaction/open.interaction.js';

const MEMBERS = new Set(['content', 'structuredContent', 'isError', '_meta', 'resultType']);

/**
 * Whether a handler returned a finished result; it is then sent as it is. An object with a member that
 * results don't have is data of the application, of which the model would see nothing.
 */
export function isReadyResult(value: unknown): value is CallToolResult {
  if (!isMembers(value)) return false;
  if (isInputRequired(value)) return true;
  const { content, isError, _meta, resultType } = value;
  if (!Array.isArray(content) || !content.every(isBlock)) return false;
  const marked = isError === undefined || typeof isError === 'boolean';
  return marked && isTextOrNone(resultType) && isObjectOrNone(_meta) && hasOnly(value, MEMBERS);
}

/** The same result for clients that would refuse its structure: as text, unless it has other content. */
export function withoutStructure(result: CallToolResult): CallToolResult {
  const { structuredContent, ...rest } = result;
  if (result.content.length > 0 || structuredContent === undefined) return rest;
  return { ...rest, content: [text(toJson(structuredContent))] };
}
