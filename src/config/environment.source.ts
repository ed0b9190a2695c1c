import { CONFIG_FILE_OPTION, OPTION_ENTRIES } from './configuration.options.js';
import type { Environment, RawSetting, Reading } from './configuration.types.js';

/** Reads the environment; its other variables belong to others and are no problem. */
export function readEnvironment(environment: Environment): Reading {
  const settings: Record<string, RawSetting> = {};
  for (const [name, { env }] of OPTION_ENTRIES) {
    const setting = readVariable(environment, env);
    if (setting !== undefined) settings[name] = setting;
  }
  return { settings, problems: [] };
}

export function readConfigFileVariable(environment: Environment): RawSetting | undefined {
  return readVariable(environment, CONFIG_FILE_OPTION.env);
}

// Compose files and unit files often pass on variables that nobody set, as empty text.
function readVariable(environment: Environment, name: string): RawSetting | undefined {
  const value = environment[name];
  return value === undefined || value === '' ? undefined : { value, origin: name };
}
