import type { ClientCapabilities } from '@modelcontextprotocol/server';
import type { Params } from '../../context/exchange.js';
import type { Interaction } from '../../context/interaction.js';
import { McpError } from '../../errors/mcp.error.js';

/** A result that asks for input instead of answering (2026-07-28, multi round-trip requests). */
export interface InputRequired {
  readonly resultType: 'input_required';
  readonly inputRequests?: Readonly<Record<string, { method: string; params?: Params }>>;
  readonly requestState?: string;
}

export function isInputRequired(value: unknown): value is InputRequired {
  return (value as { resultType?: unknown } | null | undefined)?.resultType === 'input_required';
}

/** An interaction as the code that runs the handler sees it. */
export interface OpenInteraction extends Interaction {
  /** Whether what a handler returned is its answer, with no question to wait for. */
  isAnswer(outcome: unknown): boolean;
  /**
   * What to answer instead of what the handler returned or threw, if it has to wait for the client.
   *
   * @returns undefined when the handler's own outcome counts
   */
  suspension(outcome: unknown): Promise<InputRequired | undefined> | undefined;
}

/** @throws McpError `MISSING_CLIENT_CAPABILITY` */
export function requireCapability(
  requires: ClientCapabilities,
  declared: ClientCapabilities,
): void {
  const missing = Object.entries(requires).filter(
    ([name, wanted]) => !covers(name, wanted, (declared as Record<string, unknown>)[name]),
  );
  if (missing.length === 0) return;
  const names = missing.map(([name]) => name).join(', ');
  throw new McpError('MISSING_CLIENT_CAPABILITY', `The client lacks the capability: ${names}`, {
    data: { requiredCapabilities: Object.fromEntries(missing) },
  });
}

function covers(name: string, wanted: unknown, declared: unknown): boolean {
  if (typeof declared !== 'object' || declared === null) return false;
  const modes = Object.keys(wanted as object);
  // "An empty capabilities object is equivalent to declaring support for form mode only".
  const formOnly = name === 'elicitation' && Object.keys(declared).length === 0;
  return modes.every((mode) => mode in declared || (formOnly && mode === 'form'));
}
