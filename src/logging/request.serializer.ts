import type { SerializedRequest } from 'pino';

import { CENSOR } from './redaction.paths.js';

const SECRET_IN_QUERY = /([?&](?:session_?id|access_token|token|code|api_?key)=)[^&#]*/gi;

/** Such headers repeat arguments of a tool (2026-07-28), and those may be private. */
const ARGUMENT_HEADER = /^mcp-param-/i;

/** What the log says of a request. Headers that are secrets are redacted by name, elsewhere. */
export function serializeRequest(request: SerializedRequest) {
  const { id, method, url, headers, remoteAddress } = request;
  return {
    id,
    method,
    url: url.replace(SECRET_IN_QUERY, `$1${CENSOR}`),
    headers: Object.fromEntries(
      Object.entries(headers).filter(([name]) => !ARGUMENT_HEADER.test(name)),
    ),
    remoteAddress,
  };
}
