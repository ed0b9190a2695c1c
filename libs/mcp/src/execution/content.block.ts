import type { ContentBlock } from '@modelcontextprotocol/server';
import { isBase64 } from './base64.js';

type Members = Readonly<Record<string, unknown>>;

/** What blocks have, by type (schema, ContentBlock). */
const BLOCKS: ReadonlyMap<unknown, (block: Members) => boolean> = new Map([
  ['text', ({ text }: Members) => typeof text === 'string'],
  ['image', isMedia],
  ['audio', isMedia],
  ['resource', ({ resource }: Members) => isResourceContents(resource)],
  ['resource_link', isLink],
]);

/**
 * Whether clients take a value for a content block. A client throws the whole answer away for a block with
 * a member of another type, while an object that happens to have a `type` is data of the application.
 */
export function isBlock(value: unknown): value is ContentBlock {
  if (!isMembers(value) || !('type' in value)) return false;
  return BLOCKS.get(value['type'])?.(value) === true && hasMetadata(value);
}

/** Whether a value is the text or bytes at an address (schema, TextResourceContents, BlobResourceContents). */
export function isResourceContents(value: unknown): value is Members {
  if (!isMembers(value) || typeof value['uri'] !== 'string') return false;
  const { text, blob, mimeType, _meta } = value;
  const filled = typeof text === 'string' || (typeof blob === 'string' && isBase64(blob));
  return filled && isTextOrNone(mimeType) && isObjectOrNone(_meta);
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isObjectOrNone(value: unknown): boolean {
  return value === undefined || isMembers(value);
}

export function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/** Whether a value has no members but these. An object with others is data that they would be lost of. */
export function hasOnly(value: Members, names: ReadonlySet<string>): boolean {
  for (const name in value) if (!names.has(name)) return false;
  return true;
}

function isMedia({ data, mimeType }: Members): boolean {
  return typeof data === 'string' && typeof mimeType === 'string' && isBase64(data);
}

function isLink({ uri, name, title, description, mimeType, size }: Members): boolean {
  const named = typeof uri === 'string' && typeof name === 'string';
  const described = isTextOrNone(title) && isTextOrNone(description) && isTextOrNone(mimeType);
  return named && described && (size === undefined || typeof size === 'number');
}

function hasMetadata({ annotations, _meta }: Members): boolean {
  return isObjectOrNone(_meta) && (annotations === undefined || isAnnotations(annotations));
}

function isAnnotations(value: unknown): boolean {
  if (!isMembers(value)) return false;
  const { audience, priority, lastModified } = value;
  const heard = audience === undefined || (Array.isArray(audience) && audience.every(isRole));
  const ranked =
    priority === undefined || (typeof priority === 'number' && priority >= 0 && priority <= 1);
  return heard && ranked && isTextOrNone(lastModified);
}

export function isRole(value: unknown): value is 'user' | 'assistant' {
  return value === 'user' || value === 'assistant';
}
