/**
 * Log data in a form that JSON keeps. A message needs its `data` (schema, LoggingMessageNotification),
 * which JSON would leave out for undefined; and of an error JSON keeps nothing. A stack stays here.
 */
export function toLogData(data: unknown): unknown {
  const value = withoutErrors(data);
  const { toJSON } = (value ?? {}) as { toJSON?: unknown };
  const known = typeof toJSON === 'function' ? (toJSON.call(value, 'data') as unknown) : value;
  return typeof known === 'function' || typeof known === 'symbol' ? null : (known ?? null);
}

/** Errors are often a member, as in `{ err }`. */
function withoutErrors(data: unknown): unknown {
  if (data instanceof Error) return summaryOf(data);
  if (typeof data !== 'object' || data === null) return data;
  if (!Object.values(data).some((member) => member instanceof Error)) return data;
  const members = Object.entries(data).map(([name, member]) => [
    name,
    member instanceof Error ? summaryOf(member) : (member as unknown),
  ]);
  return Object.fromEntries(members) as unknown;
}

function summaryOf({ name, message }: Error): { name: string; message: string } {
  return { name, message };
}
