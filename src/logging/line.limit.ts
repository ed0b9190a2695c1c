import { escapeControls } from '../text/control.characters.js';
import { clip } from '../text/clip.js';

/** Container runtimes cut a line of the log after 16 KiB, and half a record is no JSON. */
export const LONGEST_LINE = 16 * 1024;

/** What a record that is too long keeps of each text: much at first, little if that is still too long. */
const TEXT_LIMITS = [1_500, 150] as const;
const LONGEST_KEY = 100;
const MOST_ENTRIES = 50;

/** The members that say what a record is; others are left out if clipping them doesn't help. */
const ESSENTIAL = ['level', 'time', 'context', 'msg'] as const;

/**
 * Makes a record of pino safe to store: one line of bounded length, without raw control characters. Clients
 * choose texts that get into the log, and none of them may push older records out of it.
 */
export function limitLine(line: string): string {
  const record = line.endsWith('\n') ? line.slice(0, -1) : line;
  const safe = fits(record) ? escapeControls(record) : undefined;
  return `${safe !== undefined && fits(safe) ? safe : shorten(record)}\n`;
}

function shorten(record: string): string {
  const parsed = JSON.parse(record) as Record<string, unknown>;
  const essential = Object.fromEntries(ESSENTIAL.map((name) => [name, parsed[name]]));
  const clippedFrom = record.length;
  for (const longest of TEXT_LIMITS) {
    const clipped = stringify({ ...essential, clippedFrom, ...parsed }, longest);
    if (clipped !== undefined && fits(clipped)) return clipped;
  }
  const plain = Object.entries(essential).filter(([, value]) => typeof value !== 'object');
  return stringify({ ...Object.fromEntries(plain), clippedFrom }, TEXT_LIMITS[1]) ?? '{}';
}

function fits(record: string): boolean {
  return Buffer.byteLength(record) < LONGEST_LINE;
}

function stringify(record: object, longest: number): string | undefined {
  try {
    const json = JSON.stringify(record, (_key, value: unknown) => clipValue(value, longest));
    return escapeControls(json);
  } catch {
    // Nested too deeply for the stack.
    return undefined;
  }
}

function clipValue(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return clip(value, longest);
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).slice(0, MOST_ENTRIES);
  return Object.fromEntries(entries.map(([key, member]) => [clip(key, LONGEST_KEY), member]));
}
