/** Whether a value consists of more than `limit` values, itself included. */
export function isLargerThan(value: unknown, limit: number): boolean {
  const pending = [value];
  let seen = 0;
  while (pending.length > 0) {
    const next = pending.pop();
    seen += 1;
    if (typeof next !== 'object' || next === null) continue;
    const children: unknown[] = Object.values(next);
    if (seen + pending.length + children.length > limit) return true;
    pending.push(...children);
  }
  return seen > limit;
}
