/** Characters of a text. Names, versions and addresses are shorter. */
const LONGEST_TEXT = 2048;
/** Values of one description, and levels of it. */
const [MOST_VALUES, DEEPEST] = [256, 8];

/**
 * What a client says of itself, in a size that can be kept for as long as it is connected. What nobody
 * would write is left out: long texts are cut, and members beyond a number or depth are dropped.
 */
export function clip<T>(value: T): T {
  return fits(value, { left: MOST_VALUES }, DEEPEST)
    ? value
    : (clipped(value, { left: MOST_VALUES }, DEEPEST) as T);
}

interface Budget {
  left: number;
}

/** Nearly everything does, and is then kept as it is. */
function fits(value: unknown, budget: Budget, levels: number): boolean {
  if (--budget.left < 0) return false;
  if (typeof value === 'string') return value.length <= LONGEST_TEXT;
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  for (const key in value) {
    if (key.length > LONGEST_TEXT) return false;
    if (!fits((value as Record<string, unknown>)[key], budget, levels - 1)) return false;
  }
  return true;
}

function clipped(value: unknown, budget: Budget, levels: number): unknown {
  budget.left--;
  if (typeof value === 'string') return cut(value);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  if (levels === 0) return copy;
  for (const key in value) {
    if (budget.left <= 0) break;
    if (key.length > LONGEST_TEXT) continue;
    const member = clipped((value as Record<string, unknown>)[key], budget, levels - 1);
    (copy as Record<string, unknown>)[key] = member;
  }
  return copy;
}

/** A part of a text would keep the whole of it alive in V8: hence the copy. */
function cut(text: string): string {
  return text.length <= LONGEST_TEXT
    ? text
    : Buffer.from(text.slice(0, LONGEST_TEXT)).toString('utf8');
}
