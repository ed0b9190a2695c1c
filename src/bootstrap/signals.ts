/**
 * What ends the application in good order. Nest's own list has signals that report a broken process, where
 * running JavaScript may never end, and SIGUSR2, with which tools ask for a restart or a heap snapshot.
 */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Without a listener the system ends a process that gets this signal. */
export function surviveToolSignal(): void {
  process.on('SIGUSR2', () => undefined);
}
