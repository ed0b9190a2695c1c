/** The only time-out of tests. It is long, because nothing but a failure ever waits for it. */
export const TIMEOUT = 30_000;
