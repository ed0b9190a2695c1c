import pino, { type SerializedRequest, type SerializedResponse } from 'pino';

import { shownOfRequest, shownOfResponse, withoutSecrets } from './shown.headers.js';

/** What the log says of a request: chosen members of bounded length. */
function ofRequest({ id, method, url, headers, remoteAddress }: SerializedRequest) {
  return {
    id,
    method,
    url: withoutSecrets(url),
    headers: shownOfRequest(headers),
    remoteAddress,
  };
}

function ofResponse({ statusCode, headers }: SerializedResponse) {
  return { statusCode, headers: shownOfResponse(headers) };
}

export const serializeRequest = pino.stdSerializers.wrapRequestSerializer(ofRequest);
export const serializeResponse = pino.stdSerializers.wrapResponseSerializer(ofResponse);
