/** Thrown instead of a configuration when the command line asks for help or the version. */
export class InformationRequest extends Error {
  override readonly name = 'InformationRequest';

  /** @param text what to print on standard output before exiting with 0 */
  constructor(readonly text: string) {
    super('The command line asks for information, not for a start');
  }
}
