import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ParsedBodies } from './parsed.bodies.js';

const request = {} as IncomingMessage;
const HOSTILE = '{"id":1,"__proto__":{}}';

describe('a body that another parser refused', () => {
  it('is parsed again from the pieces in which it passed', async () => {
    const bodies = new ParsedBodies();
    const body = Readable.from(HOSTILE.split('').map((piece) => Buffer.from(piece)));
    bodies.watch(request, body);
    for await (const _ of body);
    expect(JSON.stringify(bodies.again(request))).toBe(HOSTILE);
  });

  it('is parsed again from its bytes', () => {
    const bodies = new ParsedBodies();
    bodies.keep(request, Buffer.from(HOSTILE));
    expect(JSON.stringify(bodies.again(request))).toBe(HOSTILE);
  });

  it('is nothing if it is no JSON, or is not known', () => {
    const bodies = new ParsedBodies();
    bodies.keep(request, Buffer.from('{'));
    expect(bodies.again(request)).toBeUndefined();
    expect(bodies.again({} as IncomingMessage)).toBeUndefined();
  });
});
