import { randomUUID } from 'node:crypto';
import { StreamableFile } from '@nestjs/common';
import type { ContentBlock } from '@modelcontextprotocol/server';
import type { Awaitable } from '../context/awaitable.js';
import type { Exchange } from '../context/exchange.js';
import { drain } from './drain.js';
import { sourceOf, type ItemSource } from './item.source.js';
import { resultTooLarge } from './result.size.js';

/** Bytes, and their type if it is known. */
export interface Binary {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/**
 * The bytes of a value that holds some.
 *
 * @param limit bytes; more are not read
 */
export function bytesOf(
  value: unknown,
  exchange: Exchange,
  limit: number,
): Awaitable<Binary> | undefined {
  if (value instanceof Uint8Array) return { bytes: value, type: '' };
  if (value instanceof Blob) return readBlob(value, exchange, limit);
  if (value instanceof StreamableFile) return readFile(value, exchange, limit);
  return undefined;
}

async function readBlob(value: Blob, exchange: Exchange, limit: number): Promise<Binary> {
  if (value.size > limit) throw resultTooLarge(exchange, value.size, limit);
  return { bytes: new Uint8Array(await value.arrayBuffer()), type: value.type };
}

async function readFile(file: StreamableFile, exchange: Exchange, limit: number): Promise<Binary> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  await drain(sourceOf(file.getStream()) as ItemSource, exchange, (chunk) => {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(chunk as string);
    size += bytes.byteLength;
    if (size > limit) throw resultTooLarge(exchange, size, limit);
    chunks.push(bytes);
  });
  return { bytes: Buffer.concat(chunks), type: file.getHeaders().type ?? '' };
}

/** The content block for bytes of a type. */
export function media({ bytes, type }: Binary): ContentBlock {
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
