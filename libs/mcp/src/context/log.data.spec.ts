import { describe, expect, it } from 'vitest';
import { toLogData } from './log.data.js';

const asSent = (data: unknown): unknown => JSON.parse(JSON.stringify({ data: toLogData(data) }));

class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly secret = 'hunter2';

  toJSON(): unknown {
    return { secret: this.secret, stack: this.stack };
  }
}

describe('the data of a log message', () => {
  it.each([
    ['a text', 'a', 'a'],
    ['false', false, false],
    ['an object', { a: [1] }, { a: [1] }],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['nothing', undefined, null],
    ['null', null, null],
    ['a function', () => 1, null],
    ['a symbol', Symbol('s'), null],
    ['what says that it is nothing', { toJSON: () => undefined }, null],
    ['an object without a prototype', Object.create(null), {}],
  ])('is there for %s', (_, data, expected) => {
    expect(asSent(data)).toEqual({ data: expected });
  });

  it.each([
    ['alone', new TypeError('x', { cause: 'y' }), { name: 'TypeError', message: 'x' }],
    ['that has JSON of its own', new Refusal('x'), { name: 'Refusal', message: 'x' }],
    [
      'in an object',
      { err: new RangeError('x'), order: 7 },
      { err: { name: 'RangeError', message: 'x' }, order: 7 },
    ],
    ['in a list', [new Error('x')], { 0: { name: 'Error', message: 'x' } }],
  ])('has name and message of an error, and nothing else of it: %s', (_, data, expected) => {
    expect(asSent(data)).toEqual({ data: expected });
  });
});
