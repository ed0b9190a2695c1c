import { describe, expect, it } from 'vitest';

import { readCommandLine } from './command-line.source.js';
import { OPTION_ENTRIES } from './configuration.options.js';
import { InformationRequest } from './information.request.js';

function informationFor(...argv: string[]): string {
  try {
    readCommandLine(argv, '1.2.3');
  } catch (error) {
    if (error instanceof InformationRequest) return error.text;
    throw error;
  }
  throw new Error('no information was given');
}

describe('readCommandLine', () => {
  it('answers --version with the version', () => {
    expect(informationFor('--version')).toBe('1.2.3\n');
    expect(informationFor('-V')).toBe('1.2.3\n');
  });

  it('answers --help although other flags are wrong', () => {
    expect(informationFor('--prot', '1', '-h')).toBe(informationFor('--help'));
  });

  it('shows flag, variable and default of every setting in the help', () => {
    // The help wraps its lines, so blanks are compared as one.
    const help = informationFor('--help').replace(/\s+/g, ' ');
    for (const [, { flag, placeholder, env, default: value }] of OPTION_ENTRIES) {
      expect(help).toContain(`--${flag} <${placeholder}> `);
      const isSimple = typeof value === 'string' || typeof value === 'number';
      expect(help).toContain(isSimple ? `(${env}, default ${value})` : `(${env})`);
    }
    expect(help).toContain('--config <file>');
  });

  it('keeps the help within 100 columns', () => {
    const widest = Math.max(
      ...informationFor('--help')
        .split('\n')
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(100);
  });

  it('tells where each value came from', () => {
    const { settings, configFile } = readCommandLine(['--port=1', '--config', 'a.json'], '1.2.3');
    expect(settings).toEqual({ port: { value: '1', origin: '--port' } });
    expect(configFile).toEqual({ value: 'a.json', origin: '--config' });
  });

  it('keeps reading behind a wrong flag', () => {
    const { settings, problems } = readCommandLine(['--prot', '1', '--host', 'x'], '1.2.3');
    expect(settings).toEqual({ host: { value: 'x', origin: '--host' } });
    expect(problems).toEqual(['--prot is not a flag: did you mean --port?']);
  });
});
