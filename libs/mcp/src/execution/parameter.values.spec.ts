import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { expect, it, vi } from 'vitest';
import { valuesOf, type Parameter } from './parameter.values.js';

const context = new ExecutionContextHost(['ctx', { a: 1 }]);
const metadata: ArgumentMetadata = { type: 'body' };
const pipe = (transform: PipeTransform['transform']): PipeTransform => ({ transform });
const plus = (text: string) => pipe((value) => `${value}${text}`);
const later = (text: string) => pipe(async (value) => `${value}${text}`);
const error = new Error('refused');

const of = (value: unknown, ...pipes: PipeTransform[]): Parameter => ({
  source: () => value,
  pipes,
  metadata,
});

it('are there at once if no source and no pipe takes its time', () => {
  expect(valuesOf([], context)).toEqual([]);
  expect(valuesOf([of('a', plus('b'), plus('c')), of('x')], context)).toEqual(['abc', 'x']);
});

it('are there when the last pipe has ended', async () => {
  const values = valuesOf(
    [of('a', later('b'), plus('c')), of(Promise.resolve('x'), plus('y')), of('z')],
    context,
  );
  expect(values).toBeInstanceOf(Promise);
  expect(await values).toEqual(['abc', 'xy', 'z']);
});

it('come from the context', () => {
  const source = vi.fn(() => 1);
  void valuesOf([{ source, pipes: [], metadata }], context);
  expect(source).toHaveBeenCalledExactlyOnceWith(context);
});

it('tell pipes what they are for', () => {
  const transform = vi.fn((value: unknown) => value);
  void valuesOf([of('a', { transform })], context);
  expect(transform).toHaveBeenCalledExactlyOnceWith('a', metadata);
});

it.each<[string, PipeTransform]>([
  [
    'throws',
    pipe(() => {
      throw error;
    }),
  ],
  ['rejects', pipe(() => Promise.reject(error))],
])('fail if a pipe %s, with no other failure left over', async (_, failing) => {
  const other = pipe(() => Promise.reject(new Error('later')));
  const asked = async () => valuesOf([of('a', failing), of('c', later('d'), other)], context);
  await expect(asked()).rejects.toBe(error);
});
