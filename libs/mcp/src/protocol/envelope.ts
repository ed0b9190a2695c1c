import type { ClientCapabilities, Implementation } from '@modelcontextprotocol/server';
import { clip } from '../context/clip.js';
import { isLogLevel, type LoggingLevel } from '../context/log.levels.js';
import type { Params } from '../context/exchange.js';
import type { Peer } from '../context/peer.js';
import { isModernRevision, MODERN_REVISIONS } from '../context/revisions.js';
import { McpError } from '../errors/mcp.error.js';
import { isObject } from './json-rpc.js';

/** Reserved `_meta` keys of 2026-07-28 (basic, `_meta`); a spec compares them with the SDK's. */
export const META = {
  protocolVersion: 'io.modelcontextprotocol/protocolVersion',
  clientInfo: 'io.modelcontextprotocol/clientInfo',
  clientCapabilities: 'io.modelcontextprotocol/clientCapabilities',
  logLevel: 'io.modelcontextprotocol/logLevel',
  serverInfo: 'io.modelcontextprotocol/serverInfo',
  subscriptionId: 'io.modelcontextprotocol/subscriptionId',
} as const;

const REQUIRED = [META.protocolVersion, META.clientCapabilities];

type Meta = Readonly<Record<string, unknown>>;

/** What each 2026-07-28 request says of its client. */
export interface Envelope {
  readonly [META.protocolVersion]: string;
  readonly [META.clientInfo]?: Implementation;
  readonly [META.clientCapabilities]: ClientCapabilities;
  readonly [META.logLevel]?: LoggingLevel;
}

/** A part of an envelope that is missing or wrong. */
export interface EnvelopeIssue {
  readonly key: string;
  readonly problem: string;
}

export function metaOf(params: unknown): Meta | undefined {
  const meta = isObject(params) ? params['_meta'] : undefined;
  return isObject(meta) ? meta : undefined;
}

/** Whether a message claims to be of the modern era: only this key does it. */
export function claimsEnvelope(params: unknown): boolean {
  const meta = metaOf(params);
  return meta !== undefined && META.protocolVersion in meta;
}

/** The revision that an envelope names, if it names one. */
export function claimedRevision(params: unknown): string | undefined {
  const version = metaOf(params)?.[META.protocolVersion];
  return typeof version === 'string' ? version : undefined;
}

export function firstEnvelopeIssue(meta: Meta): EnvelopeIssue | undefined {
  for (const key of REQUIRED) if (!(key in meta)) return { key, problem: 'missing' };
  return firstWrong(meta);
}

export function missingEnvelopeKeys(meta: Meta): string[] {
  return REQUIRED.filter((key) => !(key in meta));
}

function firstWrong(meta: Meta): EnvelopeIssue | undefined {
  const info = meta[META.clientInfo];
  const level = meta[META.logLevel];
  if (typeof meta[META.protocolVersion] !== 'string') {
    return { key: META.protocolVersion, problem: 'expected a string' };
  }
  if (info !== undefined && !isImplementation(info)) {
    return { key: META.clientInfo, problem: 'expected an object with a name and a version' };
  }
  if (!isObject(meta[META.clientCapabilities])) {
    return { key: META.clientCapabilities, problem: 'expected an object' };
  }
  if (level !== undefined && !isLogLevel(level)) {
    return { key: META.logLevel, problem: 'expected a log level' };
  }
  return undefined;
}

export function isImplementation(value: unknown): value is Implementation {
  return (
    isObject(value) && typeof value['name'] === 'string' && typeof value['version'] === 'string'
  );
}

/**
 * The envelope of a message that claims to have one.
 *
 * @throws McpError `INVALID_ENVELOPE`
 */
export function requireEnvelope(params: Params): Envelope {
  const meta = metaOf(params) ?? {};
  const issue = firstEnvelopeIssue(meta);
  if (!issue) return meta as unknown as Envelope;
  const message = `Invalid _meta envelope for protocol revision 2026-07-28: ${issue.key}: ${issue.problem}`;
  throw new McpError('INVALID_ENVELOPE', message, { data: { envelope: issue } });
}

/**
 * The peer that an envelope describes.
 *
 * @throws McpError `UNSUPPORTED_REVISION`
 */
export function peerOf(envelope: Envelope): Peer {
  const requested = envelope[META.protocolVersion];
  if (!isModernRevision(requested)) throw unsupportedRevision(requested);
  return {
    era: 'modern',
    protocolVersion: requested,
    capabilities: clip(envelope[META.clientCapabilities]),
    info: clip(envelope[META.clientInfo]),
    // No log messages unless the request asks for a level (2026-07-28, server/utilities/logging).
    logLevel: envelope[META.logLevel] ?? 'off',
  };
}

export function unsupportedRevision(
  requested: string,
  served: readonly string[] = MODERN_REVISIONS,
): McpError {
  const supported = [...served];
  const message = `Unsupported protocol version: ${requested} (supported: ${supported.join(', ')})`;
  return new McpError('UNSUPPORTED_REVISION', message, { data: { supported, requested } });
}
