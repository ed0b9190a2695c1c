import * as fc from 'fast-check';
import { hostileValues } from './hostile.values.js';

/** A change of the structure of a message. */
export interface Mutation {
  readonly kind: 'drop' | 'replace' | 'rename' | 'copy' | 'wrap' | 'insert';
  /** Which member of all, from the outermost to the innermost; counted modulo their number. */
  readonly at: number;
  readonly value: unknown;
}

export const mutations: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom<Mutation['kind']>(
    'drop',
    'replace',
    'replace',
    'rename',
    'copy',
    'wrap',
    'insert',
  ),
  at: fc.nat(60),
  value: hostileValues,
});

type Container = Record<string, unknown>;

interface Member {
  readonly holder: Container;
  readonly key: string;
}

/** Applies mutations to a copy, one after the other. */
export function mutate(message: unknown, all: readonly Mutation[]): unknown {
  // The message itself is a member too, so that it can be replaced as a whole.
  const root: Container = { message: structuredClone(message) };
  for (const mutation of all) apply(root, mutation);
  return root['message'] ?? null;
}

function apply(root: Container, { kind, at, value: given }: Mutation): void {
  // The plan is kept for its replay, and may name the same value again.
  const value = structuredClone(given);
  const members = [...membersOf(root)];
  const { holder, key } = members[at % members.length]!;
  const own = holder[key];
  if (kind === 'replace') holder[key] = value;
  else if (kind === 'wrap') holder[key] = [own];
  else if (kind === 'insert') insert(own, value);
  else if (holder !== root) changeKey(kind, { holder, key }, value);
}

function changeKey(
  kind: 'drop' | 'rename' | 'copy',
  { holder, key }: Member,
  value: unknown,
): void {
  const own = holder[key];
  if (kind !== 'copy') Reflect.deleteProperty(holder, key);
  if (kind === 'drop') return;
  const name = typeof value === 'string' ? value : `${key}2`;
  if (Array.isArray(holder)) holder.push(own);
  else define(holder, name, own);
}

function insert(target: unknown, value: unknown): void {
  if (Array.isArray(target)) target.push(value);
  else if (typeof target === 'object' && target !== null) define(target, 'inserted', value);
}

/** An assignment of `__proto__` would make no member. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function* membersOf(holder: object): Generator<Member> {
  for (const [key, value] of Object.entries(holder)) {
    yield { holder: holder as Container, key };
    if (typeof value === 'object' && value !== null) yield* membersOf(value);
  }
}
