import { deriveKey } from '../src/security/derived.key.js';
import { InteractiveRunner } from '../src/execution/interaction/interactive.runner.js';
import { StateSealer } from '../src/execution/interaction/state.sealer.js';
import { HandlerRunner } from '../src/execution/handler.runner.js';
import { ToolExecutor } from '../src/execution/tool.executor.js';
import type { McpCallObserver } from '../src/execution/call.observer.js';

/** Runs handlers that may ask the client. */
export const interactive = new InteractiveRunner(
  new StateSealer(deriveKey('a secret of the tests', 'state'), 60_000, () => undefined),
  1000,
);

/** Bytes of a result. */
export const LIMIT = 4096;

export function executorOf(timeout = 0, observer?: McpCallObserver): ToolExecutor {
  return new ToolExecutor({ timeout, resultBytes: LIMIT }, interactive, observer);
}

export const runnerOf = (timeout = 0) =>
  new HandlerRunner({ timeout, resultBytes: LIMIT }, interactive);
