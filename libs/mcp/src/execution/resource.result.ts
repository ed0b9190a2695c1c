import type { ReadResourceResult } from '@modelcontextprotocol/server';
import { bytesOf, isText, toJson } from './content.js';
import { isInputRequired } from './interaction/open.interaction.js';

type Contents = ReadResourceResult['contents'][number];

/**
 * Turns what a handler returned into the result of a read: ready results and contents stay as they
 * are, text and bytes get the address and type of the resource, anything else becomes JSON.
 *
 * @returns undefined for nothing, as an empty list must not stand for a missing resource (SEP-2164)
 */
export async function toReadResult(
  value: unknown,
  uri: string,
  mimeType: string | undefined,
  _meta?: Contents['_meta'],
): Promise<ReadResourceResult | undefined> {
  if (value === undefined || value === null) return undefined;
  if (isReady(value)) return value;
  if (isContents(value)) return { contents: [value] };
  if (Array.isArray(value) && value.length > 0 && value.every(isContents)) {
    return { contents: value };
  }
  const contents = await toContents(value, uri, mimeType);
  return { contents: [{ ...contents, ...(_meta && { _meta }) }] };
}

async function toContents(value: unknown, uri: string, mimeType?: string): Promise<Contents> {
  const type = mimeType === undefined ? {} : { mimeType };
  if (typeof value === 'string') return { uri, ...type, text: value };
  const binary = await bytesOf(value);
  if (!binary) return { uri, mimeType: mimeType ?? 'application/json', text: toJson(value) };
  const found = mimeType ?? (binary.type || 'application/octet-stream');
  const bytes = Buffer.from(binary.bytes);
  return isText(found)
    ? { uri, mimeType: found, text: bytes.toString('utf8') }
    : { uri, mimeType: found, blob: bytes.toString('base64') };
}

function isReady(value: unknown): value is ReadResourceResult {
  if (typeof value !== 'object' || value === null) return false;
  if (isInputRequired(value)) return true;
  const { contents } = value as { contents?: unknown };
  return Array.isArray(contents) && contents.every(isContents);
}

function isContents(value: unknown): value is Contents {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, text, blob } = value as Record<string, unknown>;
  return typeof uri === 'string' && (typeof text === 'string' || typeof blob === 'string');
}
