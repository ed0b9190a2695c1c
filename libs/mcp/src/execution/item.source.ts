/** Something that gives its items one after the other. */
export interface ItemSource {
  readonly next: () => unknown;
  /** Ends it before its end, so that it cleans up. */
  readonly stop: () => unknown;
}

/** What a value gives its items by, if it is an async iterable, a stream, or an iterator such as a generator. */
export function sourceOf(value: unknown): ItemSource | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Symbol.asyncIterator in value) return asyncSource(value as AsyncIterable<unknown>);
  // Collections such as a Set are data, whose JSON is asked for; an iterator has no JSON.
  if (!(Symbol.iterator in value) || !('next' in value)) return undefined;
  if (typeof value.next !== 'function') return undefined;
  return iteratorSource((value as Iterable<unknown>)[Symbol.iterator]());
}

function asyncSource(value: AsyncIterable<unknown>): ItemSource {
  const { destroy, getReader } = value as Partial<NodeJS.ReadStream & ReadableStream>;
  // Iterators of streams end only after the item that they wait for, and it may never come.
  if (typeof getReader === 'function') return readerSource(value as unknown as ReadableStream);
  const iterator = iteratorSource(value[Symbol.asyncIterator]());
  if (typeof destroy !== 'function') return iterator;
  return { next: iterator.next, stop: () => void destroy.call(value) };
}

function readerSource(stream: ReadableStream): ItemSource {
  const reader = stream.getReader();
  return { next: () => reader.read(), stop: () => reader.cancel() };
}

function iteratorSource(iterator: Iterator<unknown> | AsyncIterator<unknown>): ItemSource {
  return { next: () => iterator.next(), stop: () => iterator.return?.() };
}
