import { Delete, Get, Head, Patch, Post, Put, Req, Res, type Type } from '@nestjs/common';
import { takeOver, type RawHttp } from './raw.http.js';

const MAPPINGS = { HEAD: Head, GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

type HttpMethod = keyof typeof MAPPINGS;

/** A controller whose endpoint refuses what it doesn't serve. */
export interface Refusing {
  readonly endpoint: { refuse(raw: RawHttp, allowed: string): void };
}

/**
 * Has a controller refuse the HTTP methods that an address doesn't serve. Those that it serves must be
 * inherited: Nest maps them last then, and the adapters would otherwise let a GET answer HEAD.
 */
export function refuseOthers(
  { prototype }: Type<Refusing>,
  path: string,
  served: readonly HttpMethod[],
): void {
  const refused = Object.entries(MAPPINGS).filter(([method]) => !served.includes(method as never));
  for (const [method, map] of refused) {
    const name = `refuse${method}${path}`;
    const value = function refuse(this: Refusing, request: unknown, response: unknown): void {
      this.endpoint.refuse(takeOver(request, response), served.join(', '));
    };
    const descriptor = { value, configurable: true, writable: true };
    Object.defineProperty(prototype, name, descriptor);
    Req()(prototype as object, name, 0);
    Res()(prototype as object, name, 1);
    map(path)(prototype as object, name, descriptor);
  }
}
