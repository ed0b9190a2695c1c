import { randomUUID } from 'node:crypto';
import { StreamableFile } from '@nestjs/common';
import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/server';
import type { Awaitable } from '../context/awaitable.js';
import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { isInputRequired } from './interaction/open.interaction.js';

/** What blocks have, by type. An object without it is data that happens to have a `type`. */
const BLOCKS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['text', ['text']],
  ['image', ['data', 'mimeType']],
  ['audio', ['data', 'mimeType']],
  ['resource', ['resource']],
  ['resource_link', ['uri', 'name']],
]);

/** What may end while its content is still being collected. */
interface Call {
  readonly aborted: boolean;
}

/**
 * Turns what a handler returned into content: blocks stay as they are, bytes become media, an async
 * iterable becomes the content of all it yields, and anything else its JSON text.
 */
export function toContent(value: unknown, call: Call): Awaitable<ContentBlock[]> {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [text(value)];
  if (isBlock(value)) return [value];
  if (Array.isArray(value) && value.length > 0 && value.every(isBlock)) return value;
  const binary = bytesOf(value);
  if (binary) return Promise.resolve(binary).then((bytes) => [media(bytes)]);
  if (isAsyncIterable(value)) return collect(value, call);
  return [text(toJson(value))];
}

/** Whether a handler returned a finished result; it is then sent as it is. */
export function isReadyResult(value: unknown): value is CallToolResult {
  if (typeof value !== 'object' || value === null) return false;
  if (isInputRequired(value)) return true;
  const { content } = value as { content?: unknown };
  return Array.isArray(content) && content.every(isBlock);
}

export function text(value: string): ContentBlock {
  return { type: 'text', text: value };
}

/** @throws McpError `UNSERIALISABLE_RESULT`, for instance for a cycle or a BigInt */
export function toJson(value: unknown): string {
  try {
    // JSON.stringify gives undefined for a function or a symbol, which its type doesn't tell.
    const json: string | undefined = JSON.stringify(value);
    return json ?? 'null';
  } catch (cause) {
    const message = `The result is something that JSON cannot carry: ${messageOf(cause)}`;
    throw new McpError('UNSERIALISABLE_RESULT', message, { cause });
  }
}

export function isBlock(value: unknown): value is ContentBlock {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return BLOCKS.get(value.type)?.every((key) => key in value) === true;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function collect(items: AsyncIterable<unknown>, call: Call) {
  const content: ContentBlock[] = [];
  for await (const item of items) {
    if (call.aborted) break;
    content.push(...(await toContent(item, call)));
  }
  return content;
}

/** Bytes, and their type if it is known. */
export interface Binary {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The bytes of a value that holds some. */
export function bytesOf(value: unknown): Awaitable<Binary> | undefined {
  if (value instanceof Uint8Array) return { bytes: value, type: '' };
  if (value instanceof Blob) return readBlob(value);
  if (value instanceof StreamableFile) return readFile(value);
  return undefined;
}

async function readBlob(value: Blob): Promise<Binary> {
  return { bytes: new Uint8Array(await value.arrayBuffer()), type: value.type };
}

async function readFile(value: StreamableFile): Promise<Binary> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of value.getStream()) chunks.push(Buffer.from(chunk as Uint8Array));
  return { bytes: Buffer.concat(chunks), type: value.getHeaders().type ?? '' };
}

function media({ bytes, type }: Binary): ContentBlock {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mimeType = type || 'application/octet-stream';
  const data = buffer.toString('base64');
  if (mimeType.startsWith('image/')) return { type: 'image', data, mimeType };
  if (mimeType.startsWith('audio/')) return { type: 'audio', data, mimeType };
  const uri = `urn:uuid:${randomUUID()}`;
  if (!isText(mimeType)) return { type: 'resource', resource: { uri, mimeType, blob: data } };
  return { type: 'resource', resource: { uri, mimeType, text: buffer.toString('utf8') } };
}

export function isText(mimeType: string): boolean {
  return mimeType.startsWith('text/') || /^application\/(.+\+)?json\b/.test(mimeType);
}
