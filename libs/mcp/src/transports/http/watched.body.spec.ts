import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { keepBody, parseAgain, watchBody } from './watched.body.js';

const HOSTILE = '{"id":1,"__proto__":{}}';

describe('a body that another parser refused', () => {
  it('is parsed again from the pieces in which it passed', async () => {
    const request = {} as IncomingMessage;
    const body = Readable.from(HOSTILE.split('').map((piece) => Buffer.from(piece)));
    watchBody(request, body);
    for await (const _ of body);
    expect(JSON.stringify(parseAgain(request))).toBe(HOSTILE);
  });

  it('is parsed again from its bytes', () => {
    const request = {} as IncomingMessage;
    keepBody(request, Buffer.from(HOSTILE));
    expect(JSON.stringify(parseAgain(request))).toBe(HOSTILE);
  });

  it('is nothing if it is no JSON, or is not known', () => {
    const request = {} as IncomingMessage;
    keepBody(request, Buffer.from('{'));
    expect(parseAgain(request)).toBeUndefined();
    expect(parseAgain({} as IncomingMessage)).toBeUndefined();
  });
});
