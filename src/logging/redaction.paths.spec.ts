import pino from 'pino';
import { expect, it } from 'vitest';

import { createPinoHttpOptions } from './pino-http.options.js';

function logged(record: object): string {
  let line = '';
  const { redact } = createPinoHttpOptions({ logLevel: 'info', logLevels: {} });
  const logger = pino({ redact }, { write: (text) => (line = text) });
  logger.info(record);
  return line;
}

it.each<[string, object]>([
  ['a header in headers', { headers: { authorization: 'hush' } }],
  ['a header in the headers of a request', { req: { headers: { cookie: 'hush' } } }],
  ['a header in the headers of a response', { res: { headers: { 'set-cookie': ['hush'] } } }],
  ['a session header', { res: { headers: { 'mcp-session-id': 'hush' } } }],
  ['a header that code wrote itself', { headers: { 'Mcp-Session-Id': 'hush' } }],
  ['a token of a proxy', { headers: { 'Proxy-Authorization': 'hush' } }],
  ['a session id', { sessionId: 'hush' }],
  ['a session id in an object', { session: { sessionId: 'hush' } }],
  ['the state of a call', { params: { requestState: 'hush' } }],
])('redacts %s', (_, record) => {
  const line = logged(record);
  expect(line).toContain('[redacted]');
  expect(line).not.toContain('hush');
});

it('leaves other fields alone', () => {
  expect(logged({ headers: { 'user-agent': 'curl' }, session: 'a1b2' })).toMatch(/curl.*a1b2/);
});

it('redacts what a child logger carries', () => {
  let line = '';
  const { redact } = createPinoHttpOptions({ logLevel: 'info', logLevels: {} });
  const logger = pino({ redact }, { write: (text) => (line = text) });
  logger.child({ sessionId: 'hush' }).info('called');
  expect(line).toContain('[redacted]');
  expect(line).not.toContain('hush');
});
