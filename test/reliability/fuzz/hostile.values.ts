import * as fc from 'fast-check';

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/**
 * JSON texts that no value writes by itself. A mutation names one, so that a counterexample stays short; the text
 * takes the place of the name when the message is written.
 */
const TEXTS: Readonly<Record<string, string>> = {
  'nested 10': nested(10),
  'nested 70': nested(70),
  'nested 5000': nested(5000),
  'open brackets': '['.repeat(5000),
  __proto__: '{"__proto__":{"admin":true}}',
  'constructor.prototype': '{"constructor":{"prototype":{"admin":true}}}',
  'a member twice': '{"text":"one","text":2}',
  'a number without end': '1e400',
  'minus zero': '-0',
  'an unsafe integer': '9007199254740993',
  'many digits': '1'.repeat(500),
  'a lone surrogate': String.raw`"\ud800"`,
  NUL: String.raw`"a\u0000b"`,
  'a line break': String.raw`"a\nb\r\u2028\u2029\u0085"`,
  'an event': String.raw`"a\n\nevent: message\ndata: {}\n\n"`,
  'a wide list': `[${'{},'.repeat(5000)}{}]`,
  'a wide object': `{${Array.from({ length: 5000 }, (_, key) => `"k${key}":${key}`).join(',')}}`,
  'a long text': `"${'x'.repeat(256 * 1024)}"`,
  'a text beyond the limit': `"${'x'.repeat(5 * 1024 * 1024)}"`,
  'no JSON': 'undefined',
};

/** Takes the place of the state that the server sent last. */
export const STATE = '§state§';

const named = (name: string) => `§${name}§`;

const PLAIN = [
  null,
  true,
  0,
  -1,
  1.5,
  '',
  ' ',
  '*',
  'constructor',
  '__proto__',
  'toString',
  '../../etc/passwd',
  '%00',
  'lab://items/%ff',
  'javascript:alert(1)',
  'ünïcödé \u{1f600} \u202e',
  '2025-11-25',
  '2026-07-28',
  '9999-99-99',
  [],
  [null],
  {},
  { a: 1 },
];

/** A value that is seldom what a server expects; large ones are rare, because they are slow. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom<unknown>(...PLAIN) },
  { weight: 5, arbitrary: fc.constantFrom(...Object.keys(TEXTS)).map(named) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

/** Writes a message, with texts and state in the place of their names. */
export function writeJson(value: unknown, state: string | undefined): string {
  return JSON.stringify(value).replaceAll(/"§([^§"]+)§"/g, (whole, name: string) => {
    if (`§${name}§` === STATE) return JSON.stringify(state ?? 'no state');
    return TEXTS[name] ?? whole;
  });
}
