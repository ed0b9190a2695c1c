import { Injectable } from '@nestjs/common';
import { type CallOutcome, type McpCall, McpCallObserver } from 'nest-mcp';
import { PinoLogger } from 'nestjs-pino';

import { hashSession } from './session.hash.js';
import { clip } from '../text/clip.js';

/** Clients choose ids and names, and each line of a call repeats them. */
const LONGEST_TEXT = 100;

/**
 * Logs each tool call in one line, and adds the call to all that is logged while it runs, by
 * whichever service.
 */
@Injectable()
export class CallLoggingObserver extends McpCallObserver {
  constructor(private readonly logger: PinoLogger) {
    super();
    logger.setContext('McpCall');
  }

  observe(call: McpCall, run: () => Promise<CallOutcome>): Promise<CallOutcome> {
    // What HTTP has added already, its request id for one, stays.
    return this.logger.runInContext(() => this.measure(run), {
      bindings: describe(call),
      inherit: true,
    });
  }

  private async measure(run: () => Promise<CallOutcome>): Promise<CallOutcome> {
    const start = performance.now();
    const outcome = await run();
    const { status, ...details } = outcome;
    const line = { outcome: status, ...details, durationMs: Math.round(performance.now() - start) };
    if (status === 'ok') this.logger.info(line, 'tool call completed');
    else if (status === 'input_required') this.logger.info(line, 'tool call asks the user');
    else this.logger.warn(line, 'tool call failed');
    return outcome;
  }
}

function describe({ requestId, tool, transport, era, client, sessionId }: McpCall) {
  return {
    requestId: typeof requestId === 'string' ? clip(requestId, LONGEST_TEXT) : requestId,
    tool: clip(tool, LONGEST_TEXT),
    transport,
    era,
    ...(client && { client: clip(`${client.name}/${client.version}`, LONGEST_TEXT) }),
    ...(sessionId !== undefined && { session: hashSession(sessionId) }),
  };
}
