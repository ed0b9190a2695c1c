import { expect, it } from 'vitest';

import { ExampleTools } from './example.tools.js';

it('answers with the text that it was given', () => {
  expect(new ExampleTools().run({ input_param: 'hello' })).toBe('Processed: hello');
});
