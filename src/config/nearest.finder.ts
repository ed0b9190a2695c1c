/** Beyond this share of changed letters a suggestion would be a guess. */
const LARGEST_CHANGE = 0.4;

/** The candidate most like the given word, unless none is much alike. */
export function findNearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, change: changeBetween(word, candidate) }))
    .toSorted((one, other) => one.change - other.change);
  const best = ranked[0];
  return best !== undefined && best.change <= LARGEST_CHANGE ? best.candidate : undefined;
}

function changeBetween(word: string, candidate: string): number {
  const longest = Math.max(word.length, candidate.length);
  return longest === 0 ? 0 : editDistance(word.toLowerCase(), candidate.toLowerCase()) / longest;
}

/** How many letters to insert, delete, replace or swap with their neighbour. */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= from.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
