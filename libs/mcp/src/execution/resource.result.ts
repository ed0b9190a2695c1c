import type { ReadResourceResult } from '@modelcontextprotocol/server';
import type { Exchange } from '../context/exchange.js';
import { bytesOf, isText } from './binary.js';
import { hasOnly, isMembers, isObjectOrNone, isResourceContents } from './content.block.js';
import { toJson } from './content.js';
import { isInputRequired } from './interaction/open.interaction.js';
import { sourceOf } from './item.source.js';
import { itemsOf } from './items.js';

type Contents = ReadResourceResult['contents'][number];

const RESULT = new Set(['contents', '_meta', 'ttlMs', 'cacheScope', 'resultType']);
const CONTENTS = new Set(['uri', 'text', 'blob', 'mimeType', '_meta']);

/** What is known of a resource that is read. */
export interface Read {
  readonly uri: string;
  readonly mimeType?: string | undefined;
  readonly contentMeta?: Contents['_meta'];
}

/**
 * Turns what a handler returned into the result of a read: ready results and contents stay as they
 * are, text and bytes get the address and type of the resource, anything else becomes JSON.
 *
 * @param limit bytes of all that is read or collected
 * @returns undefined for nothing, as an empty list must not stand for a missing resource (SEP-2164)
 */
export async function toReadResult(
  value: unknown,
  read: Read,
  exchange: Exchange,
  limit: number,
): Promise<ReadResourceResult | undefined> {
  if (value === undefined || value === null) return undefined;
  if (isReady(value)) return value;
  if (isContents(value)) return { contents: [value] };
  if (Array.isArray(value)) return toList(value, read);
  const binary = await bytesOf(value, exchange, limit);
  if (binary) return one(ofBytes(binary, read), read);
  const source = sourceOf(value);
  if (source) return toList(await itemsOf(source, exchange, limit), read, joined);
  return one(ofValue(value, read), read);
}

/** @param whole makes one value of items that are no contents */
function toList(
  items: unknown[],
  read: Read,
  whole = (values: unknown[]): unknown => values,
): ReadResourceResult {
  if (items.length > 0 && items.every(isContents)) return { contents: items };
  const value = whole(items);
  return one(
    value instanceof Uint8Array ? ofBytes({ bytes: value, type: '' }, read) : ofValue(value, read),
    read,
  );
}

/** Pieces of text or of bytes, as streams give them, are one text or one file. */
function joined(pieces: unknown[]): unknown {
  if (pieces.every((piece) => typeof piece === 'string')) return pieces.join('');
  if (pieces.every((piece) => piece instanceof Uint8Array)) return Buffer.concat(pieces);
  return pieces;
}

function one(contents: Contents, { contentMeta }: Read): ReadResourceResult {
  return { contents: [{ ...contents, ...(contentMeta && { _meta: contentMeta }) }] };
}

function ofValue(value: unknown, { uri, mimeType }: Read): Contents {
  if (typeof value === 'string') return { uri, ...(mimeType && { mimeType }), text: value };
  return { uri, mimeType: mimeType ?? 'application/json', text: toJson(value) };
}

function ofBytes(binary: { bytes: Uint8Array; type: string }, { uri, mimeType }: Read): Contents {
  const found = mimeType ?? (binary.type || 'application/octet-stream');
  const { buffer, byteOffset, byteLength } = binary.bytes;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return isText(found)
    ? { uri, mimeType: found, text: bytes.toString('utf8') }
    : { uri, mimeType: found, blob: bytes.toString('base64') };
}

/** An object with other members is data of the application, which would be lost. */
function isReady(value: unknown): value is ReadResourceResult {
  if (!isMembers(value)) return false;
  if (isInputRequired(value)) return true;
  const { contents, _meta } = value;
  if (!Array.isArray(contents) || !contents.every(isContents)) return false;
  return isObjectOrNone(_meta) && hasOnly(value, RESULT);
}

function isContents(value: unknown): value is Contents {
  return isResourceContents(value) && hasOnly(value, CONTENTS);
}
