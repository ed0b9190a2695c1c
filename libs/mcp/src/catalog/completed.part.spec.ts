import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { sourceOf } from '../../test/source.fixture.js';
import type { CompleteOptions } from '../decorators/prompt.decorator.js';
import { Catalogs } from './catalogs.js';
import { ChangeFeed } from './change.feed.js';
import { requireCompleted } from './completed.part.js';
import { createPromptEntry } from './prompt.factory.js';
import { createTemplateEntry } from './resource.factory.js';

const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
const catalogs = new Catalogs(new ChangeFeed());
const input = z.object({ tone: z.string(), number: z.string() });
catalogs.prompts.add(createPromptEntry(sourceOf({ name: 'reply', input })));
catalogs.prompts.add(createPromptEntry(sourceOf({ name: 'bare' })));
catalogs.templates.add(createTemplateEntry(sourceOf({ uriTemplate: 'a:{x}/{y}' })));

const check = (options: CompleteOptions) => requireCompleted(sourceOf(options), catalogs);

beforeEach(() => {
  warn.mockClear();
});

describe('what a completer completes', () => {
  it.each<CompleteOptions>([
    { prompt: 'reply', argument: 'tone' },
    { uriTemplate: 'a:{x}/{y}', variable: 'y' },
  ])('may be %j', (options) => {
    check(options);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each<[CompleteOptions, string]>([
    [
      { prompt: 'reply', argument: 'tome' },
      "'tome' of prompt 'reply', which has no such part: it has tone, number.",
    ],
    [
      { prompt: 'bare', argument: 'tone' },
      "'tone' of prompt 'bare', which has no such part: it has none.",
    ],
    [
      { uriTemplate: 'a:{x}/{y}', variable: 'z' },
      "'z' of template 'a:{x}/{y}', which has no such part: it has x, y.",
    ],
  ])('may not be %j', (options, problem) => {
    expect(() => check(options)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PROMPT',
        message: `Offers#run completes ${problem}`,
      }),
    );
  });

  it.each<[CompleteOptions, string]>([
    [{ prompt: 'later', argument: 'tone' }, "'tone' of prompt 'later', which is not there."],
    [{ uriTemplate: 'b:{x}', variable: 'x' }, "'x' of template 'b:{x}', which is not there."],
  ])('is missed if it is %j', (options, problem) => {
    check(options);
    expect(warn.mock.calls).toEqual([[`Offers#run completes ${problem}`]]);
  });
});
