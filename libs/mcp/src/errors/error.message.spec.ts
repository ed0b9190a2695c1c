import {
  BadRequestException,
  ForbiddenException,
  HttpException,
  NotFoundException,
} from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { httpExceptionMessage, messageOf, toText } from './error.message.js';

describe('httpExceptionMessage', () => {
  it.each([
    ['its text', new NotFoundException('No order 7'), 'No order 7'],
    ['its default text', new ForbiddenException(), 'Forbidden'],
    ['a text as the response', new HttpException('plain', 418), 'plain'],
    ['the message of a response object', new HttpException({ message: 'inner' }, 400), 'inner'],
    [
      'the messages of a ValidationPipe',
      new BadRequestException(['a must be a string', 'b must not be empty']),
      'a must be a string\nb must not be empty',
    ],
    ['no message at all', new HttpException({ error: 'x' }, 400), 'Http Exception'],
    ['a message that is no text', new HttpException({ message: 7 }, 400), 'Http Exception'],
    ['an empty list', new BadRequestException([]), ''],
  ])('reads %s', (_, exception, expected) => {
    expect(httpExceptionMessage(exception)).toBe(expected);
  });
});

describe('messageOf', () => {
  it.each([
    [new Error('boom'), 'boom'],
    [new TypeError('wrong'), 'wrong'],
    ['text', 'text'],
    [7, '7'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [{ message: 'not an error' }, '[object Object]'],
  ])('of %o is %s', (thrown, expected) => {
    expect(messageOf(thrown)).toBe(expected);
  });
});

describe('toText', () => {
  it.each([
    ['an error', new TypeError('wrong'), 'TypeError: wrong'],
    ['a text', 'text', 'text'],
    ['an object without a prototype', Object.create(null), '[object Object]'],
    [
      'an object that cannot be shown',
      {
        toString() {
          throw new Error('no');
        },
      },
      '[object Object]',
    ],
  ])('shows %s', (_, thrown, expected) => {
    expect(toText(thrown)).toBe(expected);
  });
});
