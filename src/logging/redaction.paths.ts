/** Header and field names whose values never reach a log. */
const SECRETS = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'mcp-session-id',
  'sec-websocket-protocol',
  'x-api-key',
];
const SECRET_FIELDS = ['sessionId', 'mcpSessionId', 'requestState', 'token', 'password'];

/** Where they are found: in a record, in its objects, and in the headers of those. */
const PLACES = ['', '*', '*.headers'];

export const CENSOR = '[redacted]';

export const REDACTED_PATHS: readonly string[] = [
  ...SECRETS,
  ...SECRETS.map(capitalised),
  ...SECRET_FIELDS,
].flatMap((name) => PLACES.map((place) => `${place}["${name}"]`));

/** `set-cookie` → `Set-Cookie`: Node lowers the names it receives, but code may log its own. */
function capitalised(header: string): string {
  return header.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
