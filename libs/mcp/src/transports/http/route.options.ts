import type { ControllerOptions } from '@nestjs/common';

/** Where a controller of ours is reachable, and what else applies to it. */
export interface HttpRouteOptions {
  readonly path: string;
  readonly version: NonNullable<ControllerOptions['version']>;
  /** Class decorators, such as `UseGuards(…)`. */
  readonly decorators: readonly ClassDecorator[];
}
