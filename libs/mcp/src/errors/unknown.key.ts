/** Beyond this share of changed letters a suggestion would be a guess. */
const LARGEST_CHANGE = 0.4;

/** What other libraries call our options. */
const SYNONYMS: Readonly<Record<string, string>> = {
  inputSchema: 'input',
  argsSchema: 'input',
  parameters: 'input',
  schema: 'input',
  outputSchema: 'output',
};

/** A record that names each option of a type: the compiler tells which one is missing. */
export type NamesOf<Options> = Readonly<Record<keyof Options, true>>;

/** A key that nobody reads. Types catch it in a literal, and not in a variable or in JavaScript. */
export interface UnknownKey {
  readonly key: string;
  /** The known key that was probably meant. */
  readonly nearest: string | undefined;
}

export function unknownKeyOf(given: object, known: object): UnknownKey | undefined {
  const names = Object.keys(known);
  const key = Object.keys(given).find((one) => !names.includes(one));
  if (key === undefined) return undefined;
  const synonym = Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined;
  const nearest = synonym !== undefined && names.includes(synonym) ? synonym : undefined;
  return { key, nearest: nearest ?? nearestTo(key, names) };
}

/** The candidate most like the given word, unless none is much alike. */
function nearestTo(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, change: changeBetween(word, candidate) }))
    .toSorted((one, other) => one.change - other.change);
  return ranked[0] && ranked[0].change <= LARGEST_CHANGE ? ranked[0].candidate : undefined;
}

function changeBetween(word: string, candidate: string): number {
  const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
  return distance / Math.max(word.length, candidate.length, 1);
}

/** How many letters to insert, delete or replace (Levenshtein). */
function editDistance(from: string, to: string): number {
  const row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    let diagonal = index;
    row[0] = index + 1;
    for (let column = 1; column <= to.length; column++) {
      const above = row[column] as number;
      const replaced = diagonal + (to[column - 1] === letter ? 0 : 1);
      row[column] = Math.min(above + 1, (row[column - 1] as number) + 1, replaced);
      diagonal = above;
    }
  }
  return row.at(-1) as number;
}
