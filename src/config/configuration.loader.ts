import { readCommandLine } from './command-line.source.js';
import { OPTION_ENTRIES, type Settings } from './configuration.options.js';
import { ConfigurationError } from './configuration.error.js';
import { notAllowed, notAllowedSecret } from './configuration.problems.js';
import { Configuration } from './configuration.js';
import type { Environment, Reading } from './configuration.types.js';
import { readConfigFileVariable, readEnvironment } from './environment.source.js';
import { readConfigFile } from './file.source.js';

/**
 * Puts the configuration together: flags win over the environment, the environment over the file,
 * the file over defaults.
 *
 * @throws ConfigurationError with everything that is wrong
 * @throws InformationRequest for `--help` and `--version`
 */
export function loadConfiguration(
  argv: readonly string[],
  environment: Environment,
  version: string,
): Configuration {
  const commandLine = readCommandLine(argv, version);
  const configFile = commandLine.configFile ?? readConfigFileVariable(environment);
  const sources: Reading[] = [
    ...(configFile === undefined ? [] : [readConfigFile(configFile)]),
    readEnvironment(environment),
    commandLine,
  ];
  const { settings, problems } = validate(merge(sources));
  const all = [...sources.flatMap((source) => source.problems), ...problems];
  if (all.length > 0) throw new ConfigurationError(all);
  return new Configuration(settings, { version, production: isProduction(environment) });
}

/** Later sources win. */
function merge(sources: readonly Reading[]): Reading['settings'] {
  return Object.fromEntries(sources.flatMap(({ settings }) => Object.entries(settings)));
}

function validate(raw: Reading['settings']): {
  settings: Settings;
  problems: string[];
} {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, definition] of OPTION_ENTRIES) {
    const { schema, allowed, confidential, default: fallback } = definition;
    const given = raw[name];
    const result = schema.safeParse(given?.value);
    if (given === undefined) settings[name] = fallback;
    else if (result.success) settings[name] = result.data;
    else if (confidential) problems.push(notAllowedSecret(given.origin, allowed));
    else problems.push(notAllowed(given.origin, given.value, allowed));
  }
  // The table names the type of each setting, and each has just passed its own schema.
  return { settings: settings as unknown as Settings, problems };
}

function isProduction(environment: Environment): boolean {
  return environment['NODE_ENV'] === 'production';
}
