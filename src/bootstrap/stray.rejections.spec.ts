import { Logger as AppLogger, type PinoLogger } from 'nestjs-pino';
import { pinoHttp } from 'pino-http';
import { describe, expect, it, vi } from 'vitest';

import { createPinoHttpOptions } from '../logging/pino-http.options.js';
import { hostileValues } from '../../test/support/hostile.values.js';
import { surviveStrayRejections } from './stray.rejections.js';

function rejectWith(reason: unknown): Record<string, unknown> {
  const lines: string[] = [];
  const options = createPinoHttpOptions({ logLevel: 'info', logLevels: { Other: 'warn' } });
  const logger = pinoHttp(options, { write: (line: string) => void lines.push(line) }).logger;
  const on = vi.spyOn(process, 'on').mockReturnValue(process);
  surviveStrayRejections(new AppLogger(logger as unknown as PinoLogger, {}));
  const [event, listener] = on.mock.calls[0] ?? [];
  on.mockRestore();
  expect(event).toBe('unhandledRejection');
  (listener as (reason: unknown) => void)(reason);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

describe('surviveStrayRejections', () => {
  it.each(hostileValues())('logs %s and goes on', (_, reason) => {
    expect(rejectWith(reason)).toMatchObject({ level: 50, context: 'UnhandledRejection' });
  });

  it('logs an error with its stack', () => {
    const { err } = rejectWith(new TypeError('forgotten'));
    expect(err).toMatchObject({ type: 'TypeError', message: 'forgotten' });
    expect(err).toMatchObject({
      stack: expect.stringContaining('stray.rejections.spec') as string,
    });
  });
});
