import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Options } from 'pino-http';

import type { Configuration } from '../config/configuration.js';
import { levelsFor } from './context-level.filter.js';
import { CENSOR, REDACTED_PATHS } from './redaction.paths.js';
import { serializeRequest } from './request.serializer.js';

const HEALTH_ROUTE = /^\/health(?:[/?]|$)/;

/** How the application logs, HTTP requests included. */
export function createPinoHttpOptions({
  logLevel,
  logLevels,
}: Pick<Configuration, 'logLevel' | 'logLevels'>): Options {
  return {
    ...levelsFor(logLevel, logLevels),
    redact: { paths: [...REDACTED_PATHS], censor: CENSOR },
    serializers: { req: serializeRequest },
    // Lines within a request carry its id; only the one at its end describes it.
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'httpRequestId' },
    customLogLevel: levelOf,
    // Probes come every few seconds and say something only when they fail, which Terminus logs.
    autoLogging: { ignore: ({ url = '' }) => HEALTH_ROUTE.test(url) },
  };
}

function levelOf(_request: IncomingMessage, response: ServerResponse, error?: Error) {
  if (error !== undefined || response.statusCode >= 500) return 'error';
  return response.statusCode >= 400 ? 'warn' : 'info';
}
