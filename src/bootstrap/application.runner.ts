import type { Configuration } from '../config/configuration.js';
import { loadConfiguration } from '../config/configuration.loader.js';
import type { Environment } from '../config/configuration.types.js';
import { InformationRequest } from '../config/information.request.js';
import { explainStartFailure } from './start-failure.explainer.js';

/** The parts of `process` that starting needs. */
export interface Surface {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  exit(code: number): void;
}

/**
 * Loads the configuration and starts; prints what was asked for or what went wrong, and exits then.
 *
 * @param version of the application, for `--version` and the server's identity
 */
export async function runApplication(
  version: string,
  start: (configuration: Configuration) => Promise<unknown>,
  surface: Surface = process,
): Promise<void> {
  let configuration: Configuration | undefined;
  try {
    configuration = loadConfiguration(surface.argv.slice(2), surface.env, version);
    await start(configuration);
  } catch (error) {
    if (error instanceof InformationRequest) {
      surface.stdout.write(error.text);
      return surface.exit(0);
    }
    const { message, exitCode } = explainStartFailure(error, configuration);
    surface.stderr.write(`${message}\n`);
    surface.exit(exitCode);
  }
}
