import type { Params, RequestId } from '../context/exchange.js';
import type { RpcError } from '../errors/protocol.error.js';

export interface RpcRequest {
  readonly kind: 'request';
  readonly id: RequestId;
  readonly method: string;
  readonly params: Params;
}

export interface RpcNotification {
  readonly kind: 'notification';
  readonly method: string;
  readonly params: Params;
}

/** An answer of the client to a request of ours. */
export interface RpcResponse {
  readonly kind: 'response';
  /** An error may come without the id of a request that could not be read. */
  readonly id: RequestId | undefined;
  readonly result?: unknown;
  readonly error?: unknown;
}

export type RpcMessage = RpcRequest | RpcNotification | RpcResponse;

/** Messages of one batch: a small one could otherwise ask for an answer without bounds. */
export const MAX_BATCH = 100;

type JsonObject = Readonly<Record<string, unknown>>;

const NO_PARAMS: Params = Object.freeze({});
const REQUEST_KEYS = new Set(['jsonrpc', 'id', 'method', 'params']);
const RESULT_KEYS = new Set(['jsonrpc', 'id', 'result']);
const ERROR_KEYS = new Set(['jsonrpc', 'id', 'error']);

const BYTE_ORDER_MARK = 0xfeff;

/**
 * "Implementations that parse JSON texts MAY ignore the presence of a byte order mark" (RFC 8259, 8.1).
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Arguments of prompts are text only (schema, GetPromptRequestParams). */
export function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((one) => typeof one === 'string');
}

export function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

/**
 * The message that a JSON value is, or undefined if it is none (basic, Messages). Null for an optional
 * member is read as its absence, here and by the operations: many JSON writers put it there.
 */
export function readMessage(value: unknown): RpcMessage | undefined {
  if (!isObject(value) || value['jsonrpc'] !== '2.0') return undefined;
  return 'method' in value ? readCall(value) : readResponse(value);
}

function readCall(value: JsonObject): RpcRequest | RpcNotification | undefined {
  const { method } = value;
  const params = value['params'] ?? NO_PARAMS;
  if (typeof method !== 'string' || !hasOnly(value, REQUEST_KEYS) || !isParams(params)) {
    return undefined;
  }
  if (!('id' in value)) return { kind: 'notification', method, params };
  return isRequestId(value['id'])
    ? { kind: 'request', id: value['id'], method, params }
    : undefined;
}

function readResponse(value: JsonObject): RpcResponse | undefined {
  const { id, result, error } = value;
  if (id !== undefined && !isRequestId(id)) return undefined;
  if ('result' in value) {
    const fits = id !== undefined && isObject(result) && hasOnly(value, RESULT_KEYS);
    return fits ? { kind: 'response', id, result } : undefined;
  }
  const fits = isRpcError(error) && hasOnly(value, ERROR_KEYS);
  return fits ? { kind: 'response', id, error } : undefined;
}

function isRpcError(error: unknown): boolean {
  return (
    isObject(error) && Number.isSafeInteger(error['code']) && typeof error['message'] === 'string'
  );
}

function isParams(params: unknown): params is Params {
  if (!isObject(params)) return false;
  const meta = params['_meta'] ?? undefined;
  if (meta === undefined) return true;
  if (!isObject(meta)) return false;
  const token = meta['progressToken'] ?? undefined;
  return token === undefined || isRequestId(token);
}

function hasOnly(value: JsonObject, keys: ReadonlySet<string>): boolean {
  for (const key in value) if (!keys.has(key)) return false;
  return true;
}

/** The id to answer with when a message was not understood as a whole. */
export function salvageId(value: unknown): RequestId | null {
  const id = isObject(value) && typeof value['method'] === 'string' ? value['id'] : null;
  return isRequestId(id) ? id : null;
}

/** @param result JSON text */
export function resultFrame(id: RequestId, result: string): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`;
}

/** @param id null when it is not known; undefined leaves it out, as 2026-07-28 wants it then */
export function errorFrame(id: RequestId | null | undefined, error: RpcError): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error });
}

export function requestFrame(id: RequestId, method: string, params: Params): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

export function notificationFrame(method: string, params?: Params): string {
  return JSON.stringify({ jsonrpc: '2.0', method, ...(params && { params }) });
}
