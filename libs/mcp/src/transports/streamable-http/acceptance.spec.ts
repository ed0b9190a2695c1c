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
    // The most specific range has precedence (RFC 9110, 12.5.1), wherever it stands.
    ['text/event-stream;q=0, */*', JSON_ONLY],
    ['*/*, text/event-stream;q=0', JSON_ONLY],
    ['*/*;q=0, text/event-stream', STREAM_ONLY],
    ['text/*;q=0, */*', JSON_ONLY],
    ['application/json, */*;q=0', JSON_ONLY],
    ['application/*;q=0.0, application/json, text/*', BOTH],
    ['application/json;q=0, application/*, text/event-stream', STREAM_ONLY],
    ['text/event-stream;q=0.000, text/*;q=1, application/json', JSON_ONLY],
    ['application/json;q=0, application/json', JSON_ONLY],
    ['*/*;q=0.001', BOTH],
    // Parameters: ours are in UTF-8, and have no others.
    ['application/json;charset=utf-8, text/event-stream; charset="UTF-8"', BOTH],
    ['application/json;version=1, text/event-stream', STREAM_ONLY],
    ['application/json;version=1;q=0, */*', BOTH],
    ['application/json ; q=0.5 ;, text/event-stream', BOTH],
  ])('of %o is %j', (accept, expected) => {
    expect(acceptance(request(accept))).toEqual(expected);
  });

  it.each([
    'text/html',
    '*/*;q=0',
    'application/json;q=0, text/*;q=0',
    'application/jsonl',
    'application',
    '',
    'json',
    'x/application/json',
  ])('of %o is none', (accept) => {
    expect(() => acceptance(request(accept))).toThrow(
      expect.objectContaining({ code: 'NOT_ACCEPTABLE' }),
    );
  });
});

describe('requireStream', () => {
  it.each(['text/event-stream', 'text/event-stream, application/json', '*/*', undefined])(
    'lets %o in',
    (accept) => {
      expect(() => requireStream(request(accept))).not.toThrow();
    },
  );

  it.each(['application/json', 'text/event-stream;q=0, */*', 'text/html', ''])(
    'refuses %o',
    (accept) => {
      expect(() => requireStream(request(accept))).toThrow(
        expect.objectContaining({
          code: 'NOT_ACCEPTABLE',
          message: 'Not Acceptable: the client must accept text/event-stream',
        }),
      );
    },
  );
});
