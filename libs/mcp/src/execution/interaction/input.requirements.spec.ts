import { describe, expect, it } from 'vitest';
import { requirementsOf } from './input.requirements.js';

describe('what a client must be able to do', () => {
  it.each([
    ['elicitation/create', {}, { elicitation: { form: {} } }],
    ['elicitation/create', { mode: 'form' }, { elicitation: { form: {} } }],
    ['elicitation/create', { mode: 'url' }, { elicitation: { url: {} } }],
    ['sampling/createMessage', {}, { sampling: {} }],
    ['sampling/createMessage', { tools: [] }, { sampling: { tools: {} } }],
    ['sampling/createMessage', { toolChoice: { mode: 'auto' } }, { sampling: { tools: {} } }],
    ['roots/list', {}, { roots: {} }],
    ['unheard/of', {}, {}],
  ])('for %s with %j', (method, params, expected) => {
    expect(requirementsOf(method, params)).toEqual(expected);
  });
});
