import { describe, expect, it } from 'vitest';
import { incomingOf } from '../../../test/http.fixture.js';
import type { HeaderParameter } from '../../catalog/header.parameters.js';
import { checkParameterHeaders } from './parameter.headers.js';

const REGION: HeaderParameter = { path: ['region'], header: 'Mcp-Param-Region', numeric: false };
const COUNT: HeaderParameter = { path: ['count'], header: 'Mcp-Param-Count', numeric: true };
const DEEP: HeaderParameter = { path: ['a', 'b'], header: 'Mcp-Param-Deep', numeric: false };

const check = (parameter: HeaderParameter, args: unknown, value?: string) => () =>
  checkParameterHeaders(
    incomingOf({ headers: value === undefined ? {} : { [parameter.header.toLowerCase()]: value } }),
    [parameter],
    args,
  );

/** SEP-2243, Custom Headers. */
describe('a header that repeats an argument', () => {
  it.each<[HeaderParameter, unknown, string]>([
    [REGION, { region: 'eu' }, 'eu'],
    [REGION, { region: '' }, ''],
    [REGION, { region: 'Hello' }, '=?base64?SGVsbG8=?='],
    [REGION, { region: 'é' }, '=?base64?w6k=?='],
    [REGION, { region: '' }, '=?base64??='],
    [REGION, { region: '=?base64?SGVsbG8=' }, '=?base64?SGVsbG8='],
    [REGION, { region: 'SGVsbG8=?=' }, 'SGVsbG8=?='],
    [REGION, { region: true }, 'true'],
    [REGION, { region: 7 }, '7'],
    [COUNT, { count: 42 }, '42'],
    [COUNT, { count: 42 }, '42.0'],
    [COUNT, { count: -1 }, '-1.00'],
    [COUNT, { count: 2 ** 53 - 1 }, '9007199254740991'],
    [COUNT, { count: -(2 ** 53 - 1) }, '-9007199254740991.0'],
    [COUNT, { count: 42 }, '=?base64?NDI=?='],
    [COUNT, { count: 'many' }, 'many'],
    [DEEP, { a: { b: 'x' } }, 'x'],
  ])('%j agrees with %j when it says %j', (parameter, args, value) => {
    expect(check(parameter, args, value)).not.toThrow();
  });

  it.each<[HeaderParameter, unknown, string]>([
    [REGION, { region: 'eu' }, 'us'],
    [REGION, { region: 'eu' }, 'EU'],
    [REGION, { region: 'eu' }, ''],
    [REGION, { region: 'é' }, 'é'],
    [REGION, { region: 'a\u007f' }, 'a\u007f'],
    [REGION, { region: 'Hello' }, '=?base64?SGVsbG8?='],
    [REGION, { region: 'Hello' }, '=?base64?SGVs!!!bG8=?='],
    [REGION, { region: 'Hello' }, '=?BASE64?SGVsbG8=?='],
    [REGION, { region: 'x' }, '=?base64?/////w==?='],
    [REGION, { region: true }, 'True'],
    [REGION, { region: 7 }, '7.0'],
    [COUNT, { count: 42 }, '43'],
    [COUNT, { count: 42 }, '4.2e1'],
    [COUNT, { count: 42 }, '42.00000000000000000001'],
    [COUNT, { count: 2 ** 53 }, '9007199254740992'],
    [COUNT, { count: 2 ** 53 }, '9007199254740993'],
    [COUNT, { count: -(2 ** 53) }, '-9007199254740992'],
    [COUNT, { count: 1e300 }, '1e300'],
    [COUNT, { count: 4.5 }, '4.5'],
    [COUNT, { count: 42 }, '0x2a'],
    [COUNT, { count: 42 }, ' 42'],
    [COUNT, { count: '42' }, '42.0'],
    [DEEP, { a: { b: 'x' } }, 'y'],
  ])('%j disagrees with %j when it says %j', (parameter, args, value) => {
    expect(check(parameter, args, value)).toThrow(
      expect.objectContaining({
        code: 'HEADER_MISMATCH',
        data: { mismatch: { header: parameter.header, body: expect.any(String) as string } },
      }),
    );
  });

  it('must be there when the argument is', () => {
    expect(check(REGION, { region: 'eu' })).toThrow(
      expect.objectContaining({
        code: 'HEADER_MISMATCH',
        message:
          'Bad Request: the headers and the body disagree: ' +
          'the body carries region="eu", but Mcp-Param-Region is absent',
      }),
    );
  });

  it.each([2 ** 53, 4.5])('may not repeat %d where the schema says integer', (count) => {
    expect(check(COUNT, { count })).toThrow(
      expect.objectContaining({
        code: 'HEADER_MISMATCH',
        message: expect.stringContaining('no integer from -(2^53-1) to 2^53-1') as string,
      }),
    );
  });

  it.each([
    [REGION, undefined],
    [REGION, null],
    [REGION, 'text'],
    [REGION, []],
    [REGION, {}],
    [REGION, { region: null }],
    [REGION, { region: ['eu'] }],
    [REGION, { region: {} }],
    [DEEP, { a: null }],
    [DEEP, { a: 'b' }],
    [{ ...DEEP, path: ['constructor', 'name'] }, {}],
    [{ ...DEEP, path: ['toString'] }, {}],
  ] as [HeaderParameter, unknown][])('%j must be absent with %j', (parameter, args) => {
    expect(check(parameter, args)).not.toThrow();
    for (const value of ['anything', '', 'null', 'undefined']) {
      expect(check(parameter, args, value)).toThrow(
        expect.objectContaining({
          code: 'HEADER_MISMATCH',
          message: expect.stringContaining('that Mcp-Param-') as string,
        }),
      );
    }
  });

  it('is one of several, each of which is compared', () => {
    const incoming = incomingOf({ headers: { 'mcp-param-region': 'eu', 'mcp-param-count': '2' } });
    const args = { region: 'eu', count: 3 };
    expect(() => checkParameterHeaders(incoming, [REGION, COUNT], args)).toThrow('count=3');
    expect(() => checkParameterHeaders(incoming, [REGION], args)).not.toThrow();
    expect(() => checkParameterHeaders(incoming, [], args)).not.toThrow();
  });
});
