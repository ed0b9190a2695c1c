import { Command, Option } from 'commander';

import { CONFIG_FILE_OPTION, OPTION_ENTRIES } from './configuration.options.js';

const DESCRIPTION = 'An order desk for MCP clients and REST clients.';
const FOOTER = `
Flags win over environment variables, those over the configuration file, and that over defaults.
Logs go to standard error.`;

/** The command line as commander knows it, built from the option table. */
export function createProgram(): Command {
  const program = new Command('order-desk')
    .description(DESCRIPTION)
    .addHelpText('after', FOOTER)
    // Both are plain flags here, so that reading the command line neither prints nor exits.
    .helpOption(false)
    .configureHelp({
      helpWidth: 100,
      optionTerm: ({ flags }) => flags.replace(/\[(.+)\]/, '<$1>'),
    });
  for (const [, { flag, placeholder, env, help, default: value }] of OPTION_ENTRIES) {
    program.addOption(flagOf(flag, placeholder, `${help} (${env}${describeDefault(value)})`));
  }
  const { flag, placeholder, env, help } = CONFIG_FILE_OPTION;
  return program
    .addOption(flagOf(flag, placeholder, `${help} (${env})`))
    .option('-h, --help', 'print this help')
    .option('-V, --version', 'print the version');
}

// The value is optional for commander, so that a missing one doesn't swallow the next flag and is
// reported together with everything else.
function flagOf(flag: string, placeholder: string, help: string): Option {
  return new Option(`--${flag} [${placeholder}]`, help);
}

function describeDefault(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `, default ${value}` : '';
}
