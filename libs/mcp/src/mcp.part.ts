import type { FactoryProvider, Type } from '@nestjs/common';
import { serverToken } from './context/server.token.js';

type Instances<Parts extends Type[]> = { [Index in keyof Parts]: InstanceType<Parts[Index]> };

/** A factory provider whose factory's parameters are typed by what is injected. */
export function part<T, const Parts extends Type[]>(
  provide: Type<T> | (abstract new (...args: never[]) => T),
  inject: Parts,
  create: (...parts: Instances<Parts>) => T,
  server?: string,
): FactoryProvider<T> {
  return {
    provide: serverToken(provide as Type<T>, server),
    inject,
    useFactory: create as (...parts: unknown[]) => T,
  };
}
