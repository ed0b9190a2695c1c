import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Options } from 'pino-http';

import type { Configuration } from '../config/configuration.js';
import { levelsFor } from './context-level.filter.js';
import { serializeError } from './error.serializer.js';
import { serializeRequest, serializeResponse } from './http.serializers.js';

/** pino-http makes such an error for each 5xx, with its own stack. */
const MADE_UP = /^failed with status code \d+$/;
const HEALTH_ROUTE = /^\/health(?:[/?]|$)/;

/** How the application logs, HTTP requests included. */
export function createPinoHttpOptions({
  logLevel,
  logLevels,
}: Pick<Configuration, 'logLevel' | 'logLevels'>): Options {
  return {
    ...levelsFor(logLevel, logLevels),
    serializers: { req: serializeRequest, res: serializeResponse, err: serializeError },
    wrapSerializers: false,
    // Lines within a request carry its id; only the one at its end describes it.
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'httpRequestId' },
    customLogLevel: levelOf,
    customErrorObject: (_request, _response, { message }, record: object) =>
      MADE_UP.test(message) ? { ...record, err: undefined } : record,
    // Probes come every few seconds and say something only when they fail, which Terminus logs.
    autoLogging: { ignore: ({ url = '' }) => HEALTH_ROUTE.test(url) },
  };
}

/** A client that leaves before it has its answer is no failure of the server. */
function levelOf(request: IncomingMessage, response: ServerResponse, error?: Error) {
  if (error !== undefined) return 'error';
  if (request.readableAborted || !response.writableEnded) return 'info';
  if (response.statusCode >= 500) return 'error';
  return response.statusCode >= 400 ? 'warn' : 'info';
}
