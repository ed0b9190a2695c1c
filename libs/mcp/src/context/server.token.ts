import type { InjectionToken, Type } from '@nestjs/common';

/** The server of `forRoot` calls and modules that name none. */
export const DEFAULT_SERVER = 'default';

/**
 * The token under which a part of a server is injected: the class itself for the default server, so
 * that plain constructor injection finds it.
 *
 * @publicApi
 */
export function serverToken<T>(part: Type<T>, server: string = DEFAULT_SERVER): InjectionToken<T> {
  return server === DEFAULT_SERVER ? part : `nest-mcp:${server}:${part.name}`;
}
