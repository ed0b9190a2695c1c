import { Controller, Get, Injectable, Logger, Module, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { CallOutcome, McpCall } from 'nest-mcp';
import { Logger as AppLogger, PinoLogger } from 'nestjs-pino';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { loadConfiguration } from '../config/configuration.loader.js';
import { ConfigurationModule } from '../config/configuration.module.js';
import { CallLoggingObserver } from './call-logging.observer.js';
import { LoggingModule } from './logging.module.js';
import { hashSession } from './session.hash.js';

const captured = vi.hoisted(() => ({ lines: [] as Record<string, unknown>[] }));

vi.mock('./log.stream.js', () => ({
  openLogStream: () => ({
    write: (line: string) => captured.lines.push(JSON.parse(line) as Record<string, unknown>),
  }),
}));

const CALL: McpCall = {
  tool: 'find_order',
  requestId: 7,
  transport: 'streamable-http',
  era: 'legacy',
  protocolVersion: '2025-11-25',
  client: { name: 'inspector', version: '1.0' },
  sessionId: 'hush-hush',
};

const CALL_FIELDS = {
  tool: 'find_order',
  requestId: 7,
  transport: 'streamable-http',
  era: 'legacy',
  client: 'inspector/1.0',
  session: hashSession('hush-hush'),
};

@Injectable()
class OrderBook {
  private readonly logger = new Logger('OrderBook');

  constructor(private readonly pino: PinoLogger) {}

  async read(name: string): Promise<CallOutcome> {
    this.logger.log(`${name} begins`);
    await Promise.resolve();
    this.pino.info(`${name} ends`);
    this.logger.debug('debug of OrderBook');
    return { status: 'ok' };
  }
}

@Controller()
class CallController {
  constructor(
    private readonly observer: CallLoggingObserver,
    private readonly book: OrderBook,
  ) {}

  @Get('call')
  async call(): Promise<CallOutcome> {
    return this.observer.observe(CALL, () => this.book.read('call'));
  }
}

@Module({ providers: [OrderBook], controllers: [CallController] })
class FeatureModule {}

// One application for all: nestjs-pino has one root logger in a process.
let app: INestApplication;
let observer: CallLoggingObserver;
let book: OrderBook;

beforeAll(async () => {
  const flags = ['--log-level', 'info', '--log-levels', 'OrderBook=debug,Quiet=error'];
  const configuration = loadConfiguration(flags, {}, '1.2.3');
  const module = await Test.createTestingModule({
    imports: [ConfigurationModule.forRoot(configuration), LoggingModule, FeatureModule],
  }).compile();
  app = module.createNestApplication({ bufferLogs: true });
  app.useLogger(app.get(AppLogger));
  await app.init();
  observer = app.get(CallLoggingObserver);
  book = app.get(OrderBook);
});

beforeEach(() => {
  captured.lines = [];
});

afterAll(() => app.close());

describe('LoggingModule', () => {
  it("takes over Nest's own logger, with levels by context", () => {
    new Logger('Other').log('other');
    new Logger('Other').debug('debug of other');
    new Logger('OrderBook').debug('debug of OrderBook');
    new Logger('Quiet').warn('quiet');
    expect(captured.lines).toMatchObject([
      { level: 30, context: 'Other', msg: 'other' },
      { level: 20, context: 'OrderBook', msg: 'debug of OrderBook' },
    ]);
  });

  it('logs HTTP requests', async () => {
    await request(app.getHttpServer()).get('/missing').expect(404);
    expect(captured.lines).toMatchObject([{ level: 40, msg: 'request completed' }]);
  });

  it('logs requests whose URL makes no sense', async () => {
    await request(app.getHttpServer()).get('/call/%ff').expect(404);
    expect(captured.lines).toMatchObject([{ level: 40, req: { url: '/call/%ff' } }]);
  });
});

describe('CallLoggingObserver', () => {
  it('logs a call in one line, with duration and outcome', async () => {
    const outcome = await observer.observe(CALL, async () => ({ status: 'ok' }));
    expect(outcome).toEqual({ status: 'ok' });
    expect(captured.lines).toEqual([
      expect.objectContaining({
        ...CALL_FIELDS,
        level: 30,
        context: 'McpCall',
        msg: 'tool call completed',
        outcome: 'ok',
        durationMs: expect.any(Number) as number,
      }),
    ]);
  });

  it.each<CallOutcome>([
    { status: 'tool_error' },
    { status: 'protocol_error', errorCode: 'INVALID_ARGUMENTS', correlationId: 'c-1' },
    { status: 'cancelled' },
    { status: 'timed_out' },
  ])('warns of a call that ended as $status', async (outcome) => {
    expect(await observer.observe(CALL, async () => outcome)).toEqual(outcome);
    const { status, ...details } = outcome;
    expect(captured.lines).toMatchObject([
      { level: 40, msg: 'tool call failed', outcome: status, ...details },
    ]);
  });

  it('adds the call to whatever services log meanwhile', async () => {
    await observer.observe(CALL, () => book.read('call'));
    expect(captured.lines).toMatchObject([
      { ...CALL_FIELDS, context: 'OrderBook', msg: 'call begins' },
      { ...CALL_FIELDS, msg: 'call ends' },
      { ...CALL_FIELDS, context: 'OrderBook', msg: 'debug of OrderBook' },
      { ...CALL_FIELDS, msg: 'tool call completed' },
    ]);
  });

  it('keeps calls apart that run at the same time', async () => {
    await Promise.all(
      ['one', 'two'].map((requestId) =>
        observer.observe({ ...CALL, requestId }, () => book.read(requestId)),
      ),
    );
    const named = captured.lines.filter(({ msg }) => /^(one|two) /.test(String(msg)));
    expect(named).toHaveLength(4);
    for (const { msg, requestId } of named) expect(msg).toContain(requestId);
  });

  it('leaves no trace of the call behind it', async () => {
    await observer.observe(CALL, async () => ({ status: 'ok' }));
    captured.lines = [];
    new Logger('Other').log('afterwards');
    expect(captured.lines[0]).not.toHaveProperty('tool');
  });

  it('keeps what HTTP has added, inside a request', async () => {
    await request(app.getHttpServer()).get('/call').expect(200);
    const [first, ...others] = captured.lines;
    expect(first).toMatchObject({ ...CALL_FIELDS, httpRequestId: expect.any(Number) as number });
    for (const line of others) expect(line['httpRequestId']).toBe(first?.['httpRequestId']);
    expect(others.at(-1)).toMatchObject({ msg: 'request completed' });
    expect(others.at(-1)).not.toHaveProperty('tool');
  });

  it('never logs the id of a session', async () => {
    await observer.observe(CALL, () => book.read('call'));
    expect(JSON.stringify(captured.lines)).not.toContain('hush');
  });

  it('leaves out what a call does not have', async () => {
    const { client: _client, sessionId: _session, ...bare } = CALL;
    await observer.observe(bare, async () => ({ status: 'ok' }));
    expect(captured.lines[0]).not.toHaveProperty('client');
    expect(captured.lines[0]).not.toHaveProperty('session');
  });

  it('bounds the name of a client', async () => {
    const client = { name: 'x'.repeat(5_000), version: '1' };
    await observer.observe({ ...CALL, client }, async () => ({ status: 'ok' }));
    expect(captured.lines[0]?.['client']).toMatch(/^x{100}… /);
  });

  it('bounds the id of a request in every line of the call', async () => {
    const requestId = 'x'.repeat(4_000_000);
    await observer.observe({ ...CALL, requestId }, () => book.read('call'));
    expect(captured.lines).toHaveLength(4);
    for (const line of captured.lines) expect(line['requestId']).toMatch(/^x{100}… /);
  });
});
