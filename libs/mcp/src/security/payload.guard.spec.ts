import { describe, expect, it } from 'vitest';
import { checkPayload } from './payload.guard.js';

const MANY = 200_000;
const DEPTH = 64;

/** The code of the error, if the JSON text is refused. */
function refusal(json: string, depth = DEPTH): unknown {
  const value: unknown = JSON.parse(json);
  try {
    checkPayload(value, depth);
  } catch (error) {
    return error;
  }
  return undefined;
}

const nested = (levels: number, open = '[', close = ']') =>
  open.repeat(levels) + '1' + close.repeat(levels);

describe('nesting', () => {
  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
    ['both', '[{"a":', '}]'],
  ])('of %s may be as deep as allowed, and no deeper', (_, open, close) => {
    const levels = open.length > 2 && close.length === 2 ? DEPTH / 2 : DEPTH;
    expect(refusal(nested(levels, open, close))).toBeUndefined();
    expect(refusal(nested(levels + 1, open, close))).toMatchObject({
      code: 'UNSAFE_PAYLOAD',
      message: 'The message is nested deeper than 64 levels.',
    });
  });

  it('counts empty lists and objects as levels', () => {
    expect(refusal('[{}]', 2)).toBeUndefined();
    expect(refusal('[{}]', 1)).toMatchObject({ code: 'UNSAFE_PAYLOAD' });
  });

  it.each(['1', '"a"', 'null', 'true'])('of %s is no nesting', (json) => {
    expect(refusal(json, 0)).toBeUndefined();
  });

  it('is refused at any depth without exhausting the stack', () => {
    expect(refusal(nested(MANY))).toMatchObject({ code: 'UNSAFE_PAYLOAD' });
    expect(refusal(nested(MANY, '{"a":', '}'))).toMatchObject({ code: 'UNSAFE_PAYLOAD' });
  });

  it('is found behind many values that are flat', () => {
    const wide = Array(1000).fill('[]').join();
    expect(refusal(`[${wide},${nested(DEPTH)}]`)).toMatchObject({ code: 'UNSAFE_PAYLOAD' });
  });
});

describe('width', () => {
  it.each([
    ['numbers', '1'],
    ['empty lists', '[]'],
    ['objects', '{"a":1}'],
  ])('is no problem: %s', (_, item) => {
    expect(refusal(`[${Array(MANY).fill(item).join()}]`)).toBeUndefined();
  });

  it('is no problem in an object either', () => {
    const entries = Array.from({ length: MANY }, (_, index) => `"k${index}":{}`).join();
    expect(refusal(`{${entries}}`)).toBeUndefined();
  });
});

describe('keys that reach a prototype', () => {
  it.each([
    ['as it is', '{"__proto__":{"admin":true}}'],
    ['escaped', '{"\\u005f_proto__":{"admin":true}}'],
    ['escaped as a whole', '{"\\u005f\\u005f\\u0070\\u0072\\u006f\\u0074\\u006f\\u005f\\u005f":1}'],
    ['with a harmless value', '{"__proto__":null}'],
    ['in a list', '[[{"a":[{"__proto__":1}]}]]'],
    ['as the second of two', '{"a":1,"__proto__":1}'],
    ['beside a deeper one', '{"params":{"arguments":{"__proto__":{}}}}'],
  ])('are refused: __proto__ %s', (_, json) => {
    expect(refusal(json)).toMatchObject({
      code: 'UNSAFE_PAYLOAD',
      message: "The key '__proto__' is not allowed.",
    });
  });

  it.each([
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"\\u0063onstructor":{"prototyp\\u0065":1}}',
    '{"a":{"constructor":{"prototype":null}}}',
  ])('are refused: %s', (json) => {
    expect(refusal(json)).toMatchObject({
      code: 'UNSAFE_PAYLOAD',
      message: "The key 'constructor.prototype' is not allowed.",
    });
  });

  it('are refused on the last level that is allowed', () => {
    expect(refusal('[{"__proto__":1}]', 2)).toMatchObject({ code: 'UNSAFE_PAYLOAD' });
  });

  it.each([
    '{"constructor":"Volvo"}',
    '{"constructor":{"name":"Volvo"}}',
    '{"constructor":null}',
    '{"prototype":{"a":1}}',
    '{"proto":1,"__proto":1,"_proto__":1}',
    '["__proto__"]',
    '{"a":"__proto__"}',
    '{"toString":1,"hasOwnProperty":1,"valueOf":{}}',
  ])('are only those: %s passes', (json) => {
    expect(refusal(json)).toBeUndefined();
  });

  it('are looked for as the message has them, not as objects inherit them', () => {
    expect(() => checkPayload({ a: new (class Custom {})() }, DEPTH)).not.toThrow();
    expect(() => checkPayload(Object.create(null), DEPTH)).not.toThrow();
  });
});
