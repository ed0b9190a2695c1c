import { setImmediate } from 'node:timers/promises';

/** Lets the event loop turn: changes are told once a turn, and over memory nothing else waits for one. */
export const turn = (): Promise<void> => setImmediate();
