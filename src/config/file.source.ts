import { readFileSync, statSync } from 'node:fs';

import { systemReason } from '../errors/system.reason.js';
import { OPTIONS } from './configuration.options.js';
import { malformedFile, unknownKey, unreadableFile } from './configuration.problems.js';
import type { RawSetting, Reading } from './configuration.types.js';
import { findNearest } from './nearest.finder.js';

const LARGEST_FILE = 1024 * 1024;

/** Reads the configuration file that a flag or the environment names. */
export function readConfigFile(named: RawSetting): Reading {
  const file = String(named.value);
  let text: string;
  try {
    if (statSync(file).size > LARGEST_FILE) return failed(malformedFile(file, 'it is too large'));
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return failed(unreadableFile(named.origin, file, systemReason(error)));
  }
  try {
    return readSettings(JSON.parse(text.replace(/^\uFEFF/, '')), file);
  } catch (error) {
    return failed(malformedFile(file, systemReason(error)));
  }
}

function readSettings(content: unknown, file: string): Reading {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return failed(malformedFile(file, 'settings are written as { "port": 3020 }'));
  }
  const settings: Record<string, RawSetting> = {};
  const problems: string[] = [];
  const known = Object.keys(OPTIONS);
  for (const [key, value] of Object.entries(content)) {
    if (known.includes(key)) settings[key] = { value, origin: `"${key}" in ${file}` };
    else problems.push(unknownKey(key, file, findNearest(key, known)));
  }
  return { settings, problems };
}

function failed(problem: string): Reading {
  return { settings: {}, problems: [problem] };
}
