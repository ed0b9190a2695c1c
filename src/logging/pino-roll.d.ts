// The package has no types; these are the parts of its options that are used here.
declare module 'pino-roll' {
  import type { SonicBoom } from 'sonic-boom';

  interface RollOptions {
    file: string;
    size: string;
    limit: { count: number; removeOtherLogFiles: boolean };
    mkdir: boolean;
    sync: boolean;
  }

  export default function roll(options: RollOptions): Promise<SonicBoom>;
}
