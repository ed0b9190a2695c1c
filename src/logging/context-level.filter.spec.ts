import pino from 'pino';
import { describe, expect, it } from 'vitest';

import type { LogLevel } from '../config/log.levels.js';
import { levelsFor } from './context-level.filter.js';

function loggerWith(general: LogLevel, byContext: Record<string, LogLevel>) {
  const messages: string[] = [];
  const write = (line: string) => void messages.push((JSON.parse(line) as { msg: string }).msg);
  return { logger: pino(levelsFor(general, byContext), { write }), messages };
}

describe('levelsFor', () => {
  it('lets one context say more than the others', () => {
    const { logger, messages } = loggerWith('info', { Orders: 'debug' });
    logger.debug({ context: 'Orders' }, 'orders in detail');
    logger.debug({ context: 'Health' }, 'health in detail');
    logger.debug('nobody in detail');
    logger.info({ context: 'Health' }, 'health');
    logger.info('nobody');
    expect(messages).toEqual(['orders in detail', 'health', 'nobody']);
  });

  it('lets one context say less than the others', () => {
    const { logger, messages } = loggerWith('info', { Orders: 'warn', Health: 'silent' });
    logger.info({ context: 'Orders' }, 'orders');
    logger.warn({ context: 'Orders' }, 'trouble with orders');
    logger.fatal({ context: 'Health' }, 'the end');
    logger.info({ context: 'Other' }, 'other');
    expect(messages).toEqual(['trouble with orders', 'other']);
  });

  it('lets one context speak where all others are silent', () => {
    const { logger, messages } = loggerWith('silent', { Orders: 'info' });
    logger.fatal('the end');
    logger.info({ context: 'Orders' }, 'orders');
    expect(messages).toEqual(['orders']);
  });

  it('holds for child loggers, such as those of requests and calls', () => {
    const { logger, messages } = loggerWith('warn', { Orders: 'info' });
    const child = logger.child({ tool: 'find_order' });
    child.info({ context: 'Orders' }, 'orders');
    child.info('nobody');
    expect(messages).toEqual(['orders']);
  });

  it('keeps the arguments of formatted messages', () => {
    const { logger, messages } = loggerWith('info', { Orders: 'debug' });
    logger.debug({ context: 'Orders' }, '%d of %s', 3, 'five');
    expect(messages).toEqual(['3 of five']);
  });

  it('asks pino alone where no context has its own level', () => {
    expect(levelsFor('warn', {})).toEqual({ level: 'warn', hooks: {} });
  });

  it('is not fooled by contexts named like parts of every object', () => {
    const { logger, messages } = loggerWith('warn', { Orders: 'trace' });
    logger.info({ context: 'constructor' }, 'constructor');
    logger.info({ context: '__proto__' }, 'proto');
    logger.info({ context: Object.create(null) }, 'no text');
    expect(messages).toEqual([]);
  });
});
