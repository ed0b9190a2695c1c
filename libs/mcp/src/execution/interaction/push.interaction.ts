import { randomUUID } from 'node:crypto';
import type { Exchange, Params } from '../../context/exchange.js';
import type { Question } from '../../context/interaction.js';
import { McpError } from '../../errors/mcp.error.js';
import { requirementsOf } from './input.requirements.js';
import { Once } from './once.js';
import {
  isInputRequired,
  requireCapability,
  type InputRequired,
  type OpenInteraction,
} from './open.interaction.js';
import { QuestionKeys } from './question.keys.js';

/** A handler that keeps asking would never end. */
const MOST_ROUNDS = 8;

/** Asks by requests of our own, which the legacy era allows on a session or connection. */
export class PushInteraction implements OpenInteraction {
  responses: Params = {};
  state: string | undefined;
  private rounds = 0;
  private keys = new QuestionKeys();
  private answers: Map<string, unknown> | undefined;
  private readonly work = new Once({});

  constructor(
    private readonly exchange: Exchange,
    /** Milliseconds for each answer. */
    private readonly timeout: number,
  ) {}

  ask<T>(question: Question<T>): Promise<T> {
    const asking = this.put(question);
    // A handler may do something else before it looks at the answer.
    asking.catch(() => undefined);
    return asking;
  }

  private async put<T>(question: Question<T>): Promise<T> {
    const { method, params, pushed, requires } = question;
    const key = this.keys.take(question.key);
    requireCapability(requires, this.exchange.peer.capabilities);
    // Known already if the handler returned input requests afterwards and is run again.
    const given = this.answers?.get(key) ?? (await this.request(method, { ...params, ...pushed }));
    const answer = await question.read(given);
    if (answer === undefined) {
      throw new McpError('INVALID_ANSWER', `The client's answer to ${method} has the wrong shape.`);
    }
    (this.answers ??= new Map<string, unknown>()).set(key, given);
    return answer;
  }

  private request(method: string, params: Params): Promise<unknown> {
    // The 2025-11-25 schema demands an id of a page; input requests are written without.
    const page = params['mode'] === 'url' && { elicitationId: randomUUID() };
    return this.exchange.request(method, { ...page, ...params }, this.timeout);
  }

  once<T>(key: string, work: () => T | Promise<T>): Promise<T> {
    return this.work.do(key, work);
  }

  isAnswer(outcome: unknown): boolean {
    return !isInputRequired(outcome);
  }

  suspension(): undefined {
    return undefined;
  }

  /** Puts the questions that a handler returned; it is then to be run again with the answers. */
  async answer({ inputRequests = {}, requestState }: InputRequired): Promise<void> {
    if (++this.rounds > MOST_ROUNDS) {
      throw new McpError('INVALID_ANSWER', `The handler asked more than ${MOST_ROUNDS} times.`);
    }
    const asked = Object.entries(inputRequests).map(async ([key, { method, params = {} }]) => {
      requireCapability(requirementsOf(method, params), this.exchange.peer.capabilities);
      return [key, await this.request(method, params)] as const;
    });
    this.responses = Object.fromEntries(await Promise.all(asked));
    this.state = requestState;
    this.keys = new QuestionKeys();
  }
}
