/** How a run is asked for; `scripts/reliability.mjs` sets these variables from its flags. */
const { RELIABILITY_LONG, RELIABILITY_SEED, RELIABILITY_PATH } = process.env;

export const LONG = RELIABILITY_LONG === '1';

/** The short form explores the same cases in each run: a failure is one of the change, and not of luck. */
const SHORT_SEED = 20_260_728;

export const SEED = seed();

/** Where in the run of that seed a failure was; runs that one case. */
export const PATH = RELIABILITY_PATH === '' ? undefined : RELIABILITY_PATH;

/** An amount of the short form, and of the long one. */
export function amount(short: number, long: number): number {
  return LONG ? long : short;
}

function seed(): number {
  if (RELIABILITY_SEED) return Number(RELIABILITY_SEED);
  return LONG ? Math.trunc(Math.random() * 2 ** 31) : SHORT_SEED;
}
