import type { Settings } from './configuration.options.js';

// A class can't take its fields from a type, but it can inherit them: the table stays the only list.
const SettingsHolder = class {} as unknown as new () => Settings;

/** What comes from the surroundings and not from a setting. */
export interface Surroundings {
  /** The version of the application. */
  readonly version: string;
  /** Whether NODE_ENV says `production`. */
  readonly production: boolean;
}

/** The validated settings; inject it where a setting is needed. */
export class Configuration extends SettingsHolder implements Surroundings {
  readonly version: string;
  readonly production: boolean;

  constructor(settings: Settings, { version, production }: Surroundings) {
    super();
    Object.assign(this, settings);
    this.version = version;
    this.production = production;
    Object.freeze(this);
  }

  /** The longest time that one call may take, in milliseconds. */
  get timeoutMs(): number {
    return Math.ceil(this.timeout * 1_000);
  }
}
