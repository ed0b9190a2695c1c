import { expect, it, vi } from 'vitest';

import { STOP_SIGNALS, surviveToolSignal } from './signals.js';

it('stops for signals that ask for it, and for no others', () => {
  expect(STOP_SIGNALS).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']);
});

it('listens to the signal of tools, so that the system does not end the process', () => {
  const on = vi.spyOn(process, 'on').mockReturnValue(process);
  surviveToolSignal();
  expect(on).toHaveBeenCalledExactlyOnceWith('SIGUSR2', expect.any(Function));
  on.mockRestore();
});
