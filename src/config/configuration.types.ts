import type { z } from 'zod';

/** What the option table says about one setting; flag, environment, file and help all read it. */
export interface OptionDefinition {
  /** The flag without its dashes, for example `log-level`. */
  readonly flag: string;
  /** The placeholder that the help text shows for the value. */
  readonly placeholder: string;
  /** The name of the environment variable. */
  readonly env: string;
  /** What the setting does, for the help text. */
  readonly help: string;
  /** What a value must be, as the end of a sentence; error messages quote it. */
  readonly allowed: string;
  /** Takes the raw value of any source: flags and environment give text, a file gives JSON. */
  readonly schema: z.ZodType;
  /** Whether messages must not quote the value. */
  readonly confidential?: true;
  /** The value when no source sets one; `undefined` leaves the setting out. */
  readonly default: unknown;
}

/** A raw value and the place it came from, as a message would name it. */
export interface RawSetting {
  readonly value: unknown;
  readonly origin: string;
}

/** What one source holds: raw values under the option's key, and what is wrong with the source. */
export interface Reading {
  readonly settings: Readonly<Record<string, RawSetting>>;
  readonly problems: readonly string[];
}

/** The environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;
