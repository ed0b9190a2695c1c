import type { Command } from 'commander';

import { createProgram } from './command-line.program.js';
import { CONFIG_FILE_OPTION, OPTION_ENTRIES } from './configuration.options.js';
import { needsValue, unexpectedArgument, unknownFlag } from './configuration.problems.js';
import type { RawSetting, Reading } from './configuration.types.js';
import { InformationRequest } from './information.request.js';
import { findNearest } from './nearest.finder.js';

export interface CommandLine extends Reading {
  readonly configFile: RawSetting | undefined;
}

/**
 * Reads the flags.
 *
 * @throws InformationRequest for `--help` and `--version`
 */
export function readCommandLine(argv: readonly string[], version: string): CommandLine {
  const program = createProgram();
  const { operands, unknown } = program.parseOptions([...argv]);
  const flags: Readonly<Record<string, unknown>> = program.opts();
  if (flags['help'] === true) throw new InformationRequest(program.helpInformation());
  if (flags['version'] === true) throw new InformationRequest(`${version}\n`);

  const settings: Record<string, RawSetting> = {};
  const problems = explainLeftovers([...operands, ...unknown], knownFlags(program));
  for (const [name, { flag, allowed }] of [...OPTION_ENTRIES, configFileEntry]) {
    const value = flags[name];
    if (value === true) problems.push(needsValue(`--${flag}`, allowed));
    else if (value !== undefined) settings[name] = { value, origin: `--${flag}` };
  }
  const { [CONFIG_FILE_OPTION.flag]: configFile, ...others } = settings;
  return { settings: others, problems, configFile };
}

const configFileEntry = [
  CONFIG_FILE_OPTION.flag,
  { flag: CONFIG_FILE_OPTION.flag, allowed: 'the path of a JSON file' },
] as const;

function explainLeftovers(leftovers: readonly string[], known: readonly string[]): string[] {
  return leftovers.flatMap((argument, index) => {
    if (isFlag(argument)) return [explainUnknownFlag(argument, known)];
    // The value of an unknown flag is no second problem.
    const previous = leftovers[index - 1];
    const isValue = previous !== undefined && isFlag(previous) && !previous.includes('=');
    return isValue ? [] : [unexpectedArgument(argument)];
  });
}

function explainUnknownFlag(argument: string, known: readonly string[]): string {
  const [flag = argument] = argument.split('=');
  return unknownFlag(flag, findNearest(flag, known));
}

function knownFlags(program: Command): string[] {
  return program.options.flatMap(({ long }) => long ?? []);
}

function isFlag(argument: string): boolean {
  return argument.startsWith('-');
}
