import type { ClientCapabilities } from '@modelcontextprotocol/server';
import type { Params } from './exchange.js';

/** Something that a handler asks the client, or the user through it. */
export interface Question<T> {
  /** Tells the questions of one call apart. @default their order */
  readonly key?: string | undefined;
  /** The request, such as `elicitation/create`. */
  readonly method: string;
  readonly params: Params;
  /** What the parameters have besides where the question is a request of its own. */
  readonly pushed?: Params;
  /** What the client must be able to do. */
  readonly requires: ClientCapabilities;
  /** The answer in the handler's form; undefined if it isn't one, and the question stays open. */
  read(answer: unknown): T | undefined | Promise<T | undefined>;
}

/**
 * How a handler talks with the client in the middle of a call. In the legacy era a question is sent
 * and awaited. In the modern era the call ends with `input_required` and is run again with the
 * answers (2026-07-28, multi round-trip requests; SEP-2322).
 */
export interface Interaction {
  ask<T>(question: Question<T>): Promise<T>;
  /** Does work once in a call, however often the handler is run again. */
  once<T>(key: string, work: () => T | Promise<T>): Promise<T>;
  /** Answers to the input requests that the handler returned itself, by key. */
  readonly responses: Params;
  /** The state that the handler returned with them. */
  readonly state: string | undefined;
}
