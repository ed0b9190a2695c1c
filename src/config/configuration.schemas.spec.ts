import { describe, expect, it } from 'vitest';
import type { z } from 'zod';

import {
  bindAddress,
  browserOrigin,
  hostName,
  levelsByContext,
  listOf,
  positiveNumber,
  publicUrl,
  serverName,
  text,
  wholeNumber,
} from './configuration.schemas.js';

const origins = listOf(browserOrigin);
const hosts = listOf(hostName);

describe('the schemas accept', () => {
  it.each<[string, z.ZodType, unknown, unknown]>([
    ['a number as text', wholeNumber(0, 9), ' 7 ', 7],
    ['a number as JSON', wholeNumber(0, 9), 7, 7],
    ['a decimal', positiveNumber(9), '0.5', 0.5],
    ['text without its blanks', text, ' app.log ', 'app.log'],
    ['a server name', serverName, 'order-desk_2.1', 'order-desk_2.1'],
    ['an IPv4 address', bindAddress, '0.0.0.0', '0.0.0.0'],
    ['an IPv6 address', bindAddress, '::', '::'],
    ['a host name', bindAddress, 'localhost', 'localhost'],
    [
      'origins as text',
      origins,
      'https://a.example, http://localhost:5173,',
      ['https://a.example', 'http://localhost:5173'],
    ],
    ['origins as JSON', origins, ['https://a.example'], ['https://a.example']],
    ['an origin in capitals', origins, 'HTTPS://A.Example', ['https://a.example']],
    ['no origins', origins, '', []],
    ['host names', hosts, 'A.example,127.0.0.1,[::1]', ['a.example', '127.0.0.1', '[::1]']],
    ['levels as text', levelsByContext, 'A=debug, B = warn ,', { A: 'debug', B: 'warn' }],
    ['levels as JSON', levelsByContext, { A: 'debug' }, { A: 'debug' }],
    ['a public URL', publicUrl, 'https://a.example', 'https://a.example'],
    ['a public URL with a path', publicUrl, 'https://a.example/desk/', 'https://a.example/desk'],
  ])('%s', (_, schema, given, expected) => {
    expect(schema.parse(given)).toEqual(expected);
  });
});

describe('the schemas refuse', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['empty text for a number', wholeNumber(0, 9), ''],
    ['a hexadecimal number', wholeNumber(0, 99), '0x10'],
    ['an exponent', wholeNumber(0, 9_999), '1e3'],
    ['a fraction', wholeNumber(0, 9), '1.5'],
    ['a fraction as JSON', wholeNumber(0, 9), 1.5],
    ['null for a number', wholeNumber(0, 9), null],
    ['a list for a number', wholeNumber(0, 9), []],
    ['zero', positiveNumber(9), '0'],
    ['infinity', positiveNumber(9), Infinity],
    ['blank text', text, '  '],
    ['a name with a blank', serverName, 'order desk'],
    ['an address with a port', bindAddress, 'localhost:3020'],
    ['a URL for an address', bindAddress, 'http://localhost'],
    ['any origin', origins, '*'],
    ['an origin with a path', origins, 'https://a.example/app'],
    ['an origin without a scheme', origins, 'a.example'],
    ['an opaque origin', origins, 'null'],
    ['numbers for origins', origins, [1]],
    ['a host with a port', hosts, 'a.example:80'],
    ['IPv6 without brackets', hosts, '::1'],
    ['brackets around a name', hosts, '[a.example]'],
    ['a host with a scheme', hosts, 'https://a.example'],
    ['a context without a level', levelsByContext, 'A'],
    ['a level without a context', levelsByContext, '=debug'],
    ['an unknown level', levelsByContext, 'A=loud'],
    ['an unknown level as JSON', levelsByContext, { A: 'loud' }],
    ['a relative public URL', publicUrl, '/desk'],
    ['a public URL of another scheme', publicUrl, 'ftp://a.example'],
    ['a public URL with a query', publicUrl, 'https://a.example?x=1'],
  ])('%s', (_, schema, given) => {
    expect(schema.safeParse(given).success).toBe(false);
  });
});
