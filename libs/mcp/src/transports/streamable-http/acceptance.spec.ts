import { describe, expect, it } from 'vitest';
import { incomingOf } from '../../../test/http.fixture.js';
import { acceptance, requireStream } from './acceptance.js';

const request = (accept?: string) =>
  incomingOf({ headers: accept === undefined ? {} : { accept } });

const BOTH = { json: true, stream: true };
const JSON_ONLY = { json: true, stream: false };
const STREAM_ONLY = { json: false, stream: true };

describe('acceptance', () => {
  it.each([
    ['application/json, text/event-stream', BOTH],
    ['text/event-stream,application/json', BOTH],
    ['application/json;q=0.9, text/event-stream; q=0.5', BOTH],
    ['APPLICATION/JSON, Text/Event-Stream', BOTH],
    ['application/json, text/event-stream;q=0', JSON_ONLY],
    ['application/json; q=0.0, text/event-stream', STREAM_ONLY],
    ['*/*', BOTH],
    ['text/html, */*;q=0.1', BOTH],
    [undefined, BOTH],
    ['application/json', JSON_ONLY],
    ['application/*', JSON_ONLY],
    ['text/event-stream', STREAM_ONLY],
    ['text/*', STREAM_ONLY],
  ])('of %o is %j', (accept, expected) => {
    expect(acceptance(request(accept))).toEqual(expected);
  });

  it.each(['text/html', 'application/jsonl', 'application', '', 'json', 'x/application/json'])(
    'of %o is none',
    (accept) => {
      expect(() => acceptance(request(accept))).toThrow(
        expect.objectContaining({ code: 'NOT_ACCEPTABLE' }),
      );
    },
  );
});

describe('requireStream', () => {
  it.each(['text/event-stream', 'text/event-stream, application/json', '*/*', undefined])(
    'lets %o in',
    (accept) => {
      expect(() => requireStream(request(accept))).not.toThrow();
    },
  );

  it.each(['application/json', 'text/html', ''])('refuses %o', (accept) => {
    expect(() => requireStream(request(accept))).toThrow(
      expect.objectContaining({
        code: 'NOT_ACCEPTABLE',
        message: 'Not Acceptable: the client must accept text/event-stream',
      }),
    );
  });
});
