import { describe, expect, it } from 'vitest';
import { requireExtraKinds, requireKinds } from './mcp.option.kinds.js';

const check = (options: object) => requireKinds({ name: 'orders', version: '1.0.0', ...options });
const checkExtras = (extras: object) => requireExtraKinds(extras);
const refused = (message: string) => expect.objectContaining({ code: 'INVALID_OPTIONS', message });

describe('allowedHosts', () => {
  const give = "give a host name without scheme, port and wildcards, such as 'mcp.example.com'.";

  it.each([
    'mcp.example.com:3000',
    'mcp.example.com:80',
    'https://x',
    'x/mcp',
    'user@x',
    '*',
    '*.example.com',
    '::1',
    '[::1]:3000',
    '',
    ' x',
    'bücher.example',
  ])('do not include what no Host header names: %j', (host) => {
    expect(() => check({ allowedHosts: ['ok.example', host] })).toThrow(
      refused(`McpModule option 'allowedHosts[1]' is ${JSON.stringify(host)}; ${give}`),
    );
  });

  it.each([
    'mcp.example.com',
    'MCP.Example',
    'my_app',
    'localhost',
    '10.0.0.7',
    '[::1]',
    '[0:0::1]',
  ])('include %s', (host) => {
    expect(() => check({ allowedHosts: [host] })).not.toThrow();
  });

  it('are a list', () => {
    expect(() => check({ allowedHosts: 'mcp.example.com' })).toThrow(
      refused(`McpModule option 'allowedHosts' is "mcp.example.com"; give an array of host names.`),
    );
    expect(() => check({ allowedHosts: [7] })).toThrow(`'allowedHosts[0]' is 7; ${give}`);
    expect(() => check({ allowedHosts: [] })).not.toThrow();
  });
});

describe('allowedOrigins', () => {
  it.each([
    'app.example',
    'https://app.example/',
    'https://app.example/app',
    'https://app.example:443',
    'http://app.example:80',
    'https://*.example',
    'https://bücher.example',
    '*',
    'null',
    '',
  ])('do not include what no browser sends, or every page might: %j', (origin) => {
    expect(() => check({ allowedOrigins: [origin] })).toThrow(
      refused(
        `McpModule option 'allowedOrigins[0]' is ${JSON.stringify(origin)}; give an origin such as 'https://app.example', ` +
          `without path, slash at its end or the usual port; there is no '*', which would let every web page call.`,
      ),
    );
  });

  it.each([
    'https://app.example',
    'https://App.Example',
    'http://localhost:5173',
    'http://[::1]:5173',
    'chrome-extension://abcdefgh',
  ])('include %s', (origin) => {
    expect(() => check({ allowedOrigins: [origin] })).not.toThrow();
  });

  it('are a list', () => {
    expect(() => check({ allowedOrigins: 'https://app.example' })).toThrow('give an array of');
  });
});

describe('a value of another kind', () => {
  it.each<[object, string]>([
    [{ title: 5 }, "'title' is 5; give a string."],
    [{ description: null }, "'description' is null; give a string."],
    [{ instructions: ['x'] }, "'instructions' is [ 'x' ]; give a string."],
    [{ websiteUrl: {} }, "'websiteUrl' is {}; give a string."],
    [{ icons: 'x.png' }, `'icons' is "x.png"; give an array.`],
    [{ icons: ['x.png'] }, `'icons[0]' is "x.png"; give an object.`],
    [{ sessions: true }, "'sessions' is true; give false or an object."],
    [{ sessions: null }, "'sessions' is null; give false or an object."],
    [{ sessions: { events: {} } }, "'sessions.events' is {}; give an EventStore, with the methods"],
    [{ limits: null }, "'limits' is null; give an object."],
    [{ limits: 5 }, "'limits' is 5; give an object."],
    [{ cache: 60 }, "'cache' is 60; give an object."],
    [{ skills: 'skills' }, `'skills' is "skills"; give an object.`],
    [{ skills: { directory: 5 } }, "'skills.directory' is 5; give a string."],
    [{ secret: 12345 }, `'secret' is "***"; give a string.`],
    [{ principal: 'ada' }, `'principal' is "ada"; give a function.`],
    [{ observer: () => {} }, "'observer' is [Function: observer]; give an object with a method"],
    [{ observer: { observe: 1 } }, "'observer' is { observe: 1 }; give an object with a method"],
  ])('stops the start: %j', (options, message) => {
    expect(() => check(options)).toThrow(`McpModule option ${message}`);
  });

  it.each<[object, string]>([
    [{ server: 5 }, "'server' is 5; give a string."],
    [{ path: ['mcp'] }, "'path' is [ 'mcp' ]; give a string."],
    [{ streamableHttp: 'no' }, `'streamableHttp' is "no"; give true or false.`],
    [{ sse: 1 }, "'sse' is 1; give true or false."],
    [{ controllerDecorators: () => {} }, 'give an array of decorators.'],
    [{ controllerDecorators: ['x'] }, `'controllerDecorators[0]' is "x"; give a function.`],
  ])('of what Nest must know stops the start: %j', (extras, message) => {
    expect(() => checkExtras(extras)).toThrow(message);
  });

  it('is none that is undefined', () => {
    const nothing = { title: undefined, allowedHosts: undefined, sessions: undefined };
    expect(() => check(nothing)).not.toThrow();
    expect(() => checkExtras({ path: undefined, sse: undefined })).not.toThrow();
  });

  it('is none that works', () => {
    class Observer {
      observe(): void {}
    }
    const options = {
      observer: new Observer(),
      principal: () => 'ada',
      sessions: false,
      icons: [],
    };
    expect(() => check(options)).not.toThrow();
    expect(() => checkExtras({ path: '', controllerDecorators: [() => {}] })).not.toThrow();
  });
});
