import type { ApplicationConfig } from '@nestjs/core';

/** Whether the application has guards, pipes, interceptors or filters for all handlers. */
export function hasGlobalEnhancers(config: ApplicationConfig): boolean {
  return [
    config.getGlobalGuards(),
    config.getGlobalInterceptors(),
    config.getGlobalPipes(),
    config.getGlobalFilters(),
    madePerUse(config),
  ].some((enhancers) => enhancers.length > 0);
}

/** Those for all handlers that are request-scoped or transient: Nest makes them for each provider. */
export function madePerUse(config: ApplicationConfig) {
  return [
    ...config.getGlobalRequestGuards(),
    ...config.getGlobalRequestInterceptors(),
    ...config.getGlobalRequestPipes(),
    ...config.getGlobalRequestFilters(),
  ];
}
