import { describe, expect, it } from 'vitest';

import { hostileValues } from '../../test/support/hostile.values.js';
import { ConfigurationError } from '../config/configuration.error.js';
import { loadConfiguration } from '../config/configuration.loader.js';
import { LogFileError } from '../logging/log-file.error.js';
import { explainStartFailure } from './start-failure.explainer.js';

const configuration = loadConfiguration([], {}, '1.2.3');
const systemError = (code: string, syscall = 'listen') =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

describe('explainStartFailure', () => {
  it('passes on what is wrong with the configuration, with status 2', () => {
    const error = new ConfigurationError(['--port is "abc"']);
    expect(explainStartFailure(error)).toEqual({ message: error.message, exitCode: 2 });
  });

  it('passes on what is wrong with the log file', () => {
    const error = new LogFileError('/var/app.log', systemError('EACCES', 'open'));
    expect(explainStartFailure(error, configuration)).toEqual({
      message:
        "The log file /var/app.log can't be written: permission is missing. " +
        'Choose another with --log-file, or leave it out.',
      exitCode: 1,
    });
  });

  it.each([
    ['EADDRINUSE', 'port 3020 on 127.0.0.1 is in use: choose another with --port'],
    ['EACCES', 'port 3020 on 127.0.0.1 needs more rights: choose one above 1023 with --port'],
    ['EADDRNOTAVAIL', '127.0.0.1 is no address of this machine: choose another with --host'],
    ['ENOTFOUND', "the host name 127.0.0.1 can't be resolved: choose another with --host"],
  ])('explains %s', (code, message) => {
    expect(explainStartFailure(systemError(code), configuration)).toEqual({ message, exitCode: 1 });
  });

  it('blames neither host nor port for a failure of something else', () => {
    const { message } = explainStartFailure(systemError('EACCES', 'open'), configuration);
    expect(message).toContain('The application could not start: Error: open EACCES');
  });

  it('shows the stack of an error nobody expected', () => {
    const { message, exitCode } = explainStartFailure(new TypeError('x is not a function'));
    expect(message).toMatch(/^The application could not start: TypeError: x is not.*\n\s+at /);
    expect(exitCode).toBe(1);
  });

  it('copes with something thrown that is no error', () => {
    expect(explainStartFailure('nope').message).toBe('The application could not start: nope');
  });

  it.each(hostileValues())('copes with %s', (_, value) => {
    expect(explainStartFailure(value).message).toMatch(/^The application could not start: /);
  });

  it('shows nothing that a terminal would obey', () => {
    const log = new LogFileError('\u001B[2J\n', new Error('\u202E'));
    expect(explainStartFailure(log).message).toContain(String.raw`file \u001b[2J\n can't`);
    expect(explainStartFailure(new Error('\u001B[2J')).message).toContain(String.raw`\u001b[2J`);
  });
});
