import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ConfigurationError } from './configuration.error.js';
import { loadConfiguration } from './configuration.loader.js';
import type { Environment } from './configuration.types.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'configuration-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(content: unknown): string {
  const file = join(folder, 'settings.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function load(line = '', environment: Environment = {}) {
  return loadConfiguration(line.split(' ').filter(Boolean), environment, '1.2.3');
}

function problemsOf(line: string, environment: Environment = {}): readonly string[] {
  try {
    load(line, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('loadConfiguration', () => {
  it('has a default for everything that is needed', () => {
    expect(Object.fromEntries(Object.entries(load()))).toEqual({
      version: '1.2.3',
      production: false,
      transport: 'http',
      host: '127.0.0.1',
      port: 3020,
      logLevel: 'info',
      logLevels: {},
      logFile: undefined,
      maxConnections: 100,
      timeout: 30,
      name: 'order-desk',
      allowedOrigins: [],
      allowedHosts: [],
      publicUrl: undefined,
    });
  });

  it('takes every setting from flags', () => {
    const flags =
      '--transport sse --host 0.0.0.0 --port 4000 --log-level debug --log-levels A=warn' +
      ' --log-file app.log --max-connections 5 --timeout 1.5 --name desk' +
      ' --allowed-origins https://app.example.com --allowed-hosts mcp.example.com' +
      ' --public-url https://mcp.example.com/desk/';
    expect(load(flags)).toMatchObject({
      transport: 'sse',
      host: '0.0.0.0',
      port: 4000,
      logLevel: 'debug',
      logLevels: { A: 'warn' },
      logFile: 'app.log',
      maxConnections: 5,
      timeout: 1.5,
      timeoutMs: 1_500,
      name: 'desk',
      allowedOrigins: ['https://app.example.com'],
      allowedHosts: ['mcp.example.com'],
      publicUrl: 'https://mcp.example.com/desk',
    });
  });

  it('takes every setting from the environment', () => {
    const environment = {
      TRANSPORT: 'stdio',
      HOST: '::1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      LOG_LEVELS: 'A=warn,B=trace',
      LOG_FILE: 'app.log',
      MAX_CONNECTIONS: '7',
      TIMEOUT: '60',
      SERVER_NAME: 'desk',
      ALLOWED_ORIGINS: 'https://one.example, https://two.example',
      ALLOWED_HOSTS: 'one.example,[::1]',
      PUBLIC_URL: 'http://one.example',
      NODE_ENV: 'production',
    };
    expect(load('', environment)).toMatchObject({
      transport: 'stdio',
      host: '::1',
      port: 0,
      logLevel: 'silent',
      logLevels: { A: 'warn', B: 'trace' },
      logFile: 'app.log',
      maxConnections: 7,
      timeout: 60,
      name: 'desk',
      allowedOrigins: ['https://one.example', 'https://two.example'],
      allowedHosts: ['one.example', '[::1]'],
      publicUrl: 'http://one.example',
      production: true,
    });
  });

  it('takes settings from a file, in their JSON types', () => {
    const file = fileWith({
      port: 4001,
      logLevels: { McpModule: 'debug' },
      allowedOrigins: ['https://app.example.com'],
    });
    expect(load(`--config ${file}`)).toMatchObject({
      port: 4001,
      logLevels: { McpModule: 'debug' },
      allowedOrigins: ['https://app.example.com'],
    });
  });

  it('prefers flags to the environment, that to the file, and the file to defaults', () => {
    const file = fileWith({ port: 1, timeout: 1, maxConnections: 1 });
    const configuration = load(`--port 3 --config ${file}`, { PORT: '2', TIMEOUT: '2' });
    expect(configuration).toMatchObject({
      port: 3,
      timeout: 2,
      maxConnections: 1,
      name: 'order-desk',
    });
  });

  it('finds the file through the environment, unless a flag names another', () => {
    const file = fileWith({ port: 4001 });
    expect(load('', { CONFIG: file }).port).toBe(4001);
    expect(load(`--config ${file}`, { CONFIG: 'missing.json' }).port).toBe(4001);
  });

  it('ignores a wrong value that a stronger source overrides', () => {
    expect(load('--port 1', { PORT: 'abc' }).port).toBe(1);
  });

  it('treats an empty environment variable as not set', () => {
    expect(load('', { PORT: '', CONFIG: '' }).port).toBe(3020);
  });

  it('takes the last of a repeated flag', () => {
    expect(load('--port 1 --port 2').port).toBe(2);
  });

  it('gives settings that nobody can change', () => {
    expect(Object.isFrozen(load())).toBe(true);
  });
});

describe('loadConfiguration refuses', () => {
  it.each([
    ['--port abc', '--port is "abc", which is not allowed: use a whole number from 0 to 65535'],
    ['--port -1', '--port is "-1", which is not allowed: use a whole number from 0 to 65535'],
    ['--port 65536', '--port is "65536", which is not allowed: use a whole number from 0 to 65535'],
    ['--port= ', '--port is "", which is not allowed: use a whole number from 0 to 65535'],
    ['--transport tcp', '--transport is "tcp", which is not allowed: use one of http, sse, stdio'],
    ['--host a_b', '--host is "a_b", which is not allowed: use an IP address or a host name'],
    ['--port', '--port has no value: use a whole number from 0 to 65535'],
    ['--port --host localhost', '--port has no value: use a whole number from 0 to 65535'],
    ['--config', '--config has no value: use the path of a JSON file'],
    ['--prot 4000', '--prot is not a flag: did you mean --port?'],
    ['--prot=4000', '--prot is not a flag: did you mean --port?'],
    ['--colour', '--colour is not a flag'],
    ['-p 4000', '-p is not a flag'],
    ['start', '"start" belongs to no flag: write settings as --flag value'],
  ])('%s', (line, problem) => {
    expect(problemsOf(line)).toEqual([problem]);
  });

  it('a wrong environment variable, by its own name', () => {
    expect(problemsOf('', { MAX_CONNECTIONS: '0' })).toEqual([
      'MAX_CONNECTIONS is "0", which is not allowed: use a whole number from 1 to 100000',
    ]);
  });

  it('a wrong value in the file, naming key and file', () => {
    const file = fileWith({ port: null });
    expect(problemsOf(`--config ${file}`)).toEqual([
      `"port" in ${file} is null, which is not allowed: use a whole number from 0 to 65535`,
    ]);
  });

  it('an unknown key in the file, with the nearest one', () => {
    const file = fileWith({ timeOut: 3, config: 'x', colour: 'red' });
    expect(problemsOf(`--config ${file}`)).toEqual([
      `"timeOut" in ${file} is not a setting: did you mean timeout?`,
      `"config" in ${file} is not a setting`,
      `"colour" in ${file} is not a setting`,
    ]);
  });

  it.each([
    ['{ "port": ', 'JSON'],
    ['[]', 'settings are written as { "port": 3020 }'],
    ['null', 'settings are written as { "port": 3020 }'],
  ])('a file that holds %s', (content, reason) => {
    const file = fileWith(content);
    const [problem, ...others] = problemsOf(`--config ${file}`);
    expect(problem).toContain(`${file} holds no JSON object: `);
    expect(problem).toContain(reason);
    expect(others).toEqual([]);
  });

  it('a missing file, naming who asked for it', () => {
    expect(problemsOf('', { CONFIG: 'missing.json' })).toEqual([
      'CONFIG names the file "missing.json", which can\'t be read: there is no such file',
    ]);
  });

  it('a folder in place of the file', () => {
    expect(problemsOf(`--config ${folder}`)).toEqual([
      `--config names the file "${folder}", which can't be read: it is a directory`,
    ]);
  });

  it('everything that is wrong, in one message', () => {
    const file = fileWith({ nmae: 'desk' });
    const line = `--config ${file} --prot 1 --timeout 0`;
    expect(() => load(line, { LOG_LEVEL: 'loud' })).toThrow(
      [
        'Wrong configuration (4 problems):',
        `  "nmae" in ${file} is not a setting: did you mean name?`,
        '  --prot is not a flag: did you mean --port?',
        '  LOG_LEVEL is "loud", which is not allowed: use one of fatal, error, warn, info, debug, trace, silent',
        '  --timeout is "0", which is not allowed: use a number of seconds above 0 and up to 86400',
        'Run with --help to see every setting.',
      ].join('\n'),
    );
  });

  it('long values with only their beginning', () => {
    const [problem] = problemsOf(`--name ${'x'.repeat(500)}`);
    expect(problem?.length).toBeLessThan(250);
  });

  it('a secret that is too short, without repeating it', () => {
    expect(problemsOf('--secret hush', {})).toEqual([
      '--secret has a value that is not allowed: use a text of at least 32 characters',
    ]);
    expect(problemsOf('', { SECRET: 'hush' }).join()).not.toContain('hush');
    expect(problemsOf(`--config ${fileWith({ secret: 'hush' })}`).join()).not.toContain('hush');
  });

  it.each([
    ['binary', '\u001B[2J\u0000\u202E'],
    ['huge', `{"port":${' '.repeat(2_000_000)}1}`],
  ])('a file that is %s', (_, content) => {
    const [problem, ...others] = problemsOf(`--config ${fileWith(content)}`);
    expect(problem).toContain('holds no JSON object: ');
    expect(others).toEqual([]);
  });

  it('what terminals would obey, in escapes and of bounded length', () => {
    const keys = Array.from({ length: 5_000 }, (_, at) => [`\u001B[2J\u202E\n${at}`, 1]);
    const file = fileWith(Object.fromEntries(keys));
    const environment = { HOST: '\u001B[2J\u009B2J\nWrong', LOG_LEVELS: 'x'.repeat(1_000_000) };
    const loading = () => loadConfiguration(['--\u001B[2J\n', '--config', file], environment, '1');
    expect(loading).toThrow(/ {2}and \d{4} more\n/);
    try {
      loading();
    } catch (error) {
      const { message } = error as ConfigurationError;
      expect(message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(message.length).toBeLessThan(12_000);
      expect(message.split('\n')).toHaveLength(23);
    }
  });
});
