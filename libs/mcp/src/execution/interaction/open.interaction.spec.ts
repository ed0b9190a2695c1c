import type { ClientCapabilities } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { isInputRequired, requireCapability } from './open.interaction.js';

describe('a result that asks for input', () => {
  it.each([{ resultType: 'input_required' }, { resultType: 'input_required', inputRequests: {} }])(
    'is %j',
    (value) => {
      expect(isInputRequired(value)).toBe(true);
    },
  );

  it.each([undefined, null, 'input_required', {}, { resultType: 'complete' }, []])(
    'is not %j',
    (value) => {
      expect(isInputRequired(value)).toBe(false);
    },
  );
});

describe('a capability of the client', () => {
  const wants = (requires: ClientCapabilities, declared: object) => () =>
    requireCapability(requires, declared);
  const form = { elicitation: { form: {} } };
  const url = { elicitation: { url: {} } };

  it.each<[ClientCapabilities, object]>([
    [{}, {}],
    [form, { elicitation: {} }],
    [form, { elicitation: { form: {} } }],
    [form, { elicitation: { form: { applyDefaults: true }, url: {} } }],
    [url, { elicitation: { url: {} } }],
    [{ sampling: {} }, { sampling: {} }],
    [{ sampling: { tools: {} } }, { sampling: { tools: {} } }],
    [{ roots: {} }, { roots: { listChanged: true } }],
  ])('%j is covered by %j', (requires, declared) => {
    expect(wants(requires, declared)).not.toThrow();
  });

  it.each<[ClientCapabilities, object, object]>([
    [form, {}, form],
    [form, { elicitation: { url: {} } }, form],
    [form, { elicitation: null }, form],
    [form, { elicitation: true }, form],
    [url, { elicitation: {} }, url],
    [url, { elicitation: { form: {} } }, url],
    [{ sampling: { tools: {} } }, { sampling: {} }, { sampling: { tools: {} } }],
    [{ roots: {} }, { elicitation: {}, sampling: {} }, { roots: {} }],
    [{ ...form, roots: {} }, { elicitation: {} }, { roots: {} }],
  ])('%j is not covered by %j', (requires, declared, missing) => {
    expect(wants(requires, declared)).toThrow(
      expect.objectContaining({
        code: 'MISSING_CLIENT_CAPABILITY',
        message: `The client lacks the capability: ${Object.keys(missing).join(', ')}`,
        data: { requiredCapabilities: missing },
      }),
    );
  });
});
