import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodedUri } from './uri.encoding.js';
import { UriTemplate } from './uri.template.js';

const match = (template: string, uri: string) => new UriTemplate(template).match(encodedUri(uri));

afterEach(() => {
  vi.restoreAllMocks();
});

/** "… the literal is encoded, and then appended" (RFC 6570, 3.1). */
describe('text between expressions', () => {
  it.each([
    ['file:///café/{name}', 'file:///caf%C3%A9/a', { name: 'a' }],
    ['file:///café/{name}', 'file:///caf%c3%a9/a', { name: 'a' }],
    ['file:///café/{name}', 'file:///café/é', { name: 'é' }],
    ['file:///caf%C3%A9/{name}', 'file:///café/a b', { name: 'a b' }],
    ['file:///a b/{name}', 'file:///a%20b/%20', { name: ' ' }],
    ['file:///a%20b/{+path}', 'file:///a b/c/ü', { path: 'c/ü' }],
    ['file:///{a}→{b}', 'file:///1→2', { a: '1', b: '2' }],
    ['file:///a/{name}', 'file:///a/%2Fb', { name: '/b' }],
  ])('of %s fits %s', (template, uri, variables) => {
    expect(match(template, uri)).toEqual(variables);
  });

  it.each(['file:///caf%C3%A8/a', 'file:///caf/a', 'file:///cafe%CC%81/a', 'file:///café'])(
    'of a template with é does not fit %s',
    (uri) => {
      expect(match('file:///café/{name}', uri)).toBeUndefined();
    },
  );
});

/** The examples of RFC 6570, 3.2, that a URI can be matched with, read backwards. */
describe('the operators of RFC 6570', () => {
  const [value, hello, x, y] = ['value', 'Hello World!', '1024', '768'];

  it.each<[string, string, Record<string, unknown>]>([
    ['{var}', 'value', { var: value }],
    ['{hello}', 'Hello%20World%21', { hello }],
    ['{half}', '50%25', { half: '50%' }],
    ['{x,y}', '1024,768', { x, y }],
    ['{x,hello,y}', '1024,Hello%20World%21,768', { x, hello, y }],
    ['{list*}', 'red,green,blue', { list: ['red', 'green', 'blue'] }],
    ['{list}', 'red,green,blue', { list: 'red,green,blue' }],

    ['{+var}', 'value', { var: value }],
    ['{+hello}', 'Hello%20World!', { hello }],
    ['{+base}index', 'http://example.com/home/index', { base: 'http://example.com/home/' }],
    ['{+path}/here', '/foo/bar/here', { path: '/foo/bar' }],
    ['here?ref={+path}', 'here?ref=/foo/bar', { path: '/foo/bar' }],
    ['{+x,hello,y}', '1024,Hello%20World!,768', { x, hello, y }],
    ['{+path,x}/here', '/foo/bar,1024/here', { path: '/foo/bar', x }],

    ['{#var}', '#value', { var: value }],
    ['{#hello}', '#Hello%20World!', { hello }],
    ['{#x,hello,y}', '#1024,Hello%20World!,768', { x, hello, y }],
    ['{#path,x}/here', '#/foo/bar,1024/here', { path: '/foo/bar', x }],

    ['X{.var}', 'X.value', { var: value }],
    ['X{.x,y}', 'X.1024.768', { x, y }],
    ['X{.list*}', 'X.red.green.blue', { list: ['red', 'green', 'blue'] }],

    ['{/var}', '/value', { var: value }],
    ['{/var,x}/here', '/value/1024/here', { var: value, x }],
    ['{/list*}', '/red/green/blue', { list: ['red', 'green', 'blue'] }],

    ['{;x,y}', ';x=1024;y=768', { x, y }],
    ['{;x,y,empty}', ';x=1024;y=768;empty', { x, y, empty: '' }],
    ['{;list*}', ';list=red;list=green', { list: ['red', 'green'] }],

    ['{?x,y}', '?x=1024&y=768', { x, y }],
    ['{?x,y,empty}', '?x=1024&y=768&empty=', { x, y, empty: '' }],
    ['{?list*}', '?list=red&list=green', { list: ['red', 'green'] }],

    ['?fixed=yes{&x}', '?fixed=yes&x=1024', { x }],
    ['?fixed=yes{&x,y}', '?fixed=yes&x=1024&y=768', { x, y }],
  ])('%s matches %s', (template, uri, variables) => {
    expect(match(template, uri)).toEqual(variables);
  });

  it.each([
    ['X{#var}', 'X'],
    ['X{.var}', 'X'],
    ['X{/var}', 'X'],
    ['X{;var}', 'X'],
    ['X{?var}', 'X'],
    ['X{&var}', 'X'],
  ])('%s matches %s, as an undefined variable leaves nothing', (template, uri) => {
    expect(match(template, uri)).toEqual({});
  });
});

describe('expressions side by side', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['x:{name}{.ext}', 'x:report.pdf', { name: 'report', ext: 'pdf' }],
    ['x:{name}{.ext}', 'x:report.tar.gz', { name: 'report', ext: 'tar.gz' }],
    ['x:{name}{.ext}', 'x:report', { name: 'report' }],
    ['x:{name}{.ext}/raw', 'x:report.pdf/raw', { name: 'report', ext: 'pdf' }],
    ['x:{name}{.ext}/v1.0', 'x:report/v1.0', { name: 'report' }],
    ['x:{+path}{?page}', 'x:a/b?page=2', { path: 'a/b', page: '2' }],
    ['x:{+path}{?page}{#part}', 'x:a/b?page=2#top', { path: 'a/b', page: '2', part: 'top' }],
    ['x:{+path}{#part}', 'x:a/b#top', { path: 'a/b', part: 'top' }],
    ['x://{host}{+path}', 'x://example.com/a/b', { host: 'example.com', path: '/a/b' }],
    ['x:{id}{;version}', 'x:7;version=2', { id: '7', version: '2' }],
    ['x:{a}{/b}{?c}', 'x:1/2?c=3', { a: '1', b: '2', c: '3' }],
    ['x:{a}{/b}{?c}', 'x:1?c=3', { a: '1', c: '3' }],
  ])('%s matches %s', (template, uri, variables) => {
    expect(match(template, uri)).toEqual(variables);
  });
});

describe('text that could end a variable at several places', () => {
  it.each<[string, string, unknown]>([
    ['x:{a}-{b}', 'x:1-2-3', { a: '1', b: '2-3' }],
    ['x:{a}-end', 'x:1-end-end', { a: '1-end' }],
    ['x:{a}-{b}-end', 'x:1-2-end', { a: '1', b: '2' }],
    ['x:{a}/data', 'x:data/data', { a: 'data' }],
    ['x:{+a}/data', 'x:1/data/data', { a: '1/data' }],
    ['x:{+a}/data/{b}', 'x:1/data/data/2', undefined],
    ['x:{a}aa{b}', 'x:1aaa', { a: '1', b: 'a' }],
    ['x:{a}/data', 'x:1/2/data', undefined],
    ['x:{a}/data', 'x:1/data?x', undefined],
    ['x:{a}', 'x:1/2', undefined],
    ['x:{a}', 'x:', undefined],
    ['x:{a}-{b}', 'x:-2', undefined],
    ['x:{a}end', 'x:en', undefined],
    ['x:{a}', 'X:1', undefined],
    ['x:{a}', ' x:1', undefined],
  ])('%s and %s', (template, uri, expected) => {
    expect(match(template, uri)).toEqual(expected);
  });
});

describe('what does not match', () => {
  it.each([
    ['{x,y}', '1024'],
    ['{x,y}', '1,2,3'],
    ['{/x}', '/1/2'],
    ['X{.x,y}', 'X.1'],
    ['{?x}', '?'],
    ['{?x}', '?y=1'],
    ['{?x}', '?x=1&y=2'],
    ['{?x}', '?x=1&x=2'],
    ['{;x}', ';X=1'],
    ['{?constructor}', '?toString=1'],
    ['{a}', '%zz'],
    ['{a}', '%C3'],
    ['{a}', '%'],
    ['{a,b}', '1,%ff'],
    ['{?a}', '?a=%C3%28'],
    ['fixed', 'fixe'],
    ['fixed', 'fixed!'],
  ])('%s and %s', (template, uri) => {
    expect(match(template, uri)).toBeUndefined();
  });

  it('finds variables that are named like members of every object', () => {
    expect(match('x:{constructor}/{toString}{?valueOf}', 'x:1/2?valueOf=3')).toEqual({
      constructor: '1',
      toString: '2',
      valueOf: '3',
    });
  });
});

describe('percent-encoding', () => {
  it.each([
    ['{a}', '%2Fetc%2Fpasswd', '/etc/passwd'],
    ['{a}', '%E2%82%AC', '€'],
    ['{a}', '%2525', '%25'],
    ['{a}', 'a+b', 'a+b'],
    ['{+a}', 'a%2Fb/c', 'a/b/c'],
    ['{?a}', '?a=1%263%3D4', '1&3=4'],
    ['{?a}', '?a=b=c', 'b=c'],
  ])('%s decodes %s once', (template, uri, value) => {
    expect(match(template, uri)).toEqual({ a: value });
  });

  it('is not read before the value is cut out', () => {
    expect(match('x:{a,b}', 'x:1%2C2,3')).toEqual({ a: '1,2', b: '3' });
    expect(match('x:{a}-{b}', 'x:1%2D2-3')).toEqual({ a: '1-2', b: '3' });
  });
});

describe('a template that cannot be used', () => {
  it.each([
    ['x:{a', 'brace'],
    ['x:a}', 'brace'],
    ['x:{{a}}', 'brace'],
    ['x:{a{b}}', 'brace'],
    ['x:{}', 'not a variable'],
    ['x:{?}', 'not a variable'],
    ['x:{a,}', 'not a variable'],
    ['x:{a b}', 'not a variable'],
    ['x:{a\n}', 'not a variable'],
    ['x:{a:3}', 'prefixes such as'],
    ['x:{=a}', 'not a variable'],
    ['x:{|a}', 'not a variable'],
    ['x:{!a}', 'not a variable'],
    ['x:{ä}', 'not a variable'],
    ['x:{a}/{a}', "variable 'a' twice"],
    ['x:{a}{?b,a}', "variable 'a' twice"],
    ['x:{a}{b}', 'no text between two variables: a, b'],
    ['x:{+a}{+b}', 'no text between'],
    ['x:{/a}{b}', 'no text between'],
    ['x:{?a}{&b}', 'write {?a,b}'],
    ['x:{a,b*}', 'mixes a list'],
    ['x:{/a*,b}', 'mixes a list'],
  ])('%j says so: %s', (template, problem) => {
    expect(() => new UriTemplate(template)).toThrow(TypeError);
    expect(() => new UriTemplate(template)).toThrow(problem);
  });

  it('is none of these', () => {
    expect(new UriTemplate('x:{a}/{+b}{.c}{?d,e*}').variableNames).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
    expect(new UriTemplate('x:fixed').variableNames).toEqual([]);
  });
});

/** CVE-2026-0621: the SDK made regular expressions of templates, which a URI could make go back. */
describe('a hostile URI', () => {
  const LENGTH = 200_000;

  // Anything that grows faster than the URI does not end within the time-out of tests.
  it.each([
    ['{a}-{b}-{c}-{d}!', '-'.repeat(LENGTH)],
    ['{+a}/{+b}/{+c}/x', '/'.repeat(LENGTH)],
    ['{+a}/{+b}/{+c}/x', 'a/'.repeat(LENGTH)],
    ['{/a*}/end', '/a'.repeat(LENGTH)],
    ['{list*}', ','.repeat(LENGTH)],
    ['{?list*}', `?${'list=1&'.repeat(LENGTH)}`],
    ['{?a}', `?a=${'='.repeat(LENGTH)}`],
    ['{a}{.b}{/c}{?d}', '.'.repeat(LENGTH)],
    ['{a}', '%41'.repeat(LENGTH)],
    ['{a}', '%'.repeat(LENGTH)],
    ['{+a}aaaaaaaaab', 'a'.repeat(LENGTH)],
  ])('is read once by %s', (template, uri) => {
    const found = new UriTemplate(template).match(uri);
    expect(JSON.stringify(found ?? '').length).toBeLessThanOrEqual(uri.length * 4);
  });

  it('is searched no more often than the template has variables', () => {
    const template = new UriTemplate('{+a}/{+b}/{+c}/{+d}/x');
    const [search, indexOf] = [
      vi.spyOn(String.prototype, 'search'),
      vi.spyOn(String.prototype, 'indexOf'),
    ];
    for (const length of [10, 10_000]) {
      search.mockClear();
      indexOf.mockClear();
      template.match('a/'.repeat(length));
      expect(search.mock.calls.length).toBeLessThanOrEqual(4);
      expect(indexOf.mock.calls.length).toBeLessThanOrEqual(4);
    }
  });
});
