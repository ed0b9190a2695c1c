import { describe, expect, it } from 'vitest';
import { specTypeSchemas } from '@modelcontextprotocol/server';
import { isLogLevel, LOG_LEVELS, reaches } from './log.levels.js';

describe('the log levels', () => {
  it.each(LOG_LEVELS)('include %s, as the SDK has it', (level) => {
    expect(isLogLevel(level)).toBe(true);
    expect(specTypeSchemas.LoggingLevel['~standard'].validate(level)).toEqual({ value: level });
  });

  it.each(['warn', 'WARNING', 'fatal', 'trace', '', 4, null, undefined, ['info'], 'toString'])(
    'do not include %o',
    (level) => {
      expect(isLogLevel(level)).toBe(false);
      expect(specTypeSchemas.LoggingLevel['~standard'].validate(level)).toHaveProperty('issues');
    },
  );
});

describe('reaches', () => {
  it.each([
    ['debug', 'debug', true],
    ['debug', 'info', false],
    ['notice', 'info', true],
    ['warning', 'notice', true],
    ['notice', 'warning', false],
    ['error', 'critical', false],
    ['emergency', 'alert', true],
    ['emergency', 'emergency', true],
  ] as const)('%s against a threshold of %s: %s', (level, threshold, expected) => {
    expect(reaches(level, threshold)).toBe(expected);
  });
});
