import { IntrinsicException } from '@nestjs/common';
import type { Exchange, Params } from '../../context/exchange.js';
import type { Question } from '../../context/interaction.js';
import { requirementsOf } from './input.requirements.js';
import { Once } from './once.js';
import {
  isInputRequired,
  requireCapability,
  type InputRequired,
  type OpenInteraction,
} from './open.interaction.js';
import { QuestionKeys } from './question.keys.js';
import type { CallState, StateSealer } from './state.sealer.js';

/** Unwinds a handler that has to wait, so that its `finally` blocks run. Nest doesn't log it. */
export class CallSuspended extends IntrinsicException {
  override readonly name = 'CallSuspended';
}

type Asked = { method: string; params: Params };

/**
 * Asks by ending the call: the handler is run again from its start when the client brings the
 * answers, which are kept in the sealed state between the rounds.
 */
export class ReplayInteraction implements OpenInteraction {
  private readonly asked: Record<string, Asked> = {};
  private readonly keys = new QuestionKeys();
  private readonly asking: Promise<unknown>[] = [];
  private readonly work: Once;
  private suspended = false;

  constructor(
    private readonly exchange: Exchange,
    private readonly kept: CallState,
    readonly responses: Params,
    private readonly sealer: StateSealer,
  ) {
    this.work = new Once(kept.once);
  }

  get state(): string | undefined {
    return this.kept.custom;
  }

  ask<T>(question: Question<T>): Promise<T> {
    const asking = this.put(question);
    this.asking.push(asking);
    // A handler may do something else before it looks at the answer.
    asking.catch(() => undefined);
    return asking;
  }

  private async put<T>(question: Question<T>): Promise<T> {
    const key = this.keys.take(question.key);
    const { answers } = this.kept;
    const given = own(answers, key) ?? own(this.responses, key);
    const answer = given === undefined ? undefined : await question.read(given);
    if (answer !== undefined) {
      answers[key] = given;
      return answer;
    }
    const { method, params } = question;
    requireCapability(question.requires, this.exchange.peer.capabilities);
    this.asked[key] = { method, params };
    throw waiting();
  }

  /** Work that began after the state was sealed would be done, and done again: it has to wait. */
  async once<T>(key: string, work: () => T | Promise<T>): Promise<T> {
    return this.work.do(key, () => {
      if (this.suspended) throw waiting();
      return work();
    });
  }

  isAnswer(outcome: unknown): boolean {
    return this.asking.length === 0 && !this.work.busy && !isInputRequired(outcome);
  }

  suspension(outcome: unknown): Promise<InputRequired | undefined> | undefined {
    return this.isAnswer(outcome) ? undefined : this.suspend(outcome);
  }

  private async suspend(outcome: unknown): Promise<InputRequired | undefined> {
    // One question suspends the call, while others are still being read and work is being done:
    // what comes of those is part of the state, or of what is asked.
    await this.settled();
    if (Object.keys(this.asked).length > 0) return this.seal({ inputRequests: this.asked });
    if (!isInputRequired(outcome)) return undefined;
    for (const { method, params = {} } of Object.values(outcome.inputRequests ?? {})) {
      requireCapability(requirementsOf(method, params), this.exchange.peer.capabilities);
    }
    return this.seal(outcome, outcome.requestState);
  }

  private async settled(): Promise<void> {
    let known;
    do {
      known = this.asking.length;
      await Promise.allSettled([this.work.settled(), ...this.asking]);
    } while (this.work.busy || this.asking.length > known);
  }

  private seal(result: Omit<InputRequired, 'resultType'>, custom?: string): InputRequired {
    this.suspended = true;
    const { answers, once } = this.kept;
    const state = { answers, once, ...(custom !== undefined && { custom }) };
    const requestState = this.sealer.seal(state, this.exchange);
    return { ...result, resultType: 'input_required', requestState };
  }
}

function waiting(): CallSuspended {
  return new CallSuspended('The call waits for input of the client.');
}

function own(values: Params, key: string): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
