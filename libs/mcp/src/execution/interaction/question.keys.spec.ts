import { describe, expect, it } from 'vitest';
import { QuestionKeys } from './question.keys.js';

describe('the keys of questions', () => {
  it('are given, or the order of those without', () => {
    const keys = new QuestionKeys();
    expect([keys.take(), keys.take('name'), keys.take()]).toEqual([
      'question-1',
      'name',
      'question-2',
    ]);
  });

  it('are there once in a run', () => {
    const keys = new QuestionKeys();
    keys.take('name');
    expect(() => keys.take('name')).toThrow(
      "Two questions of one call have the key 'name': give each its own.",
    );
    keys.take();
    expect(() => keys.take('question-1')).toThrow(TypeError);
  });
});
