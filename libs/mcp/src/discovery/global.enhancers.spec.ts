import { Catch } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { of } from 'rxjs';
import { expect, it } from 'vitest';
import { hasGlobalEnhancers, madePerUse } from './global.enhancers.js';

@Catch()
class Filter {
  catch(): void {}
}
const guard = { canActivate: () => true };
const pipe = { transform: (value: unknown) => value };
const interceptor = { intercept: () => of(1) };
const wrapper = {} as never;

it('has none at first', () => {
  expect(hasGlobalEnhancers(new ApplicationConfig())).toBe(false);
});

it.each<[string, (config: ApplicationConfig) => void, unknown[]]>([
  ['a guard', (config) => config.useGlobalGuards(guard), []],
  ['a pipe', (config) => config.useGlobalPipes(pipe), []],
  ['an interceptor', (config) => config.useGlobalInterceptors(interceptor), []],
  ['a filter', (config) => config.useGlobalFilters(new Filter()), []],
  ['a guard of each request', (config) => config.addGlobalRequestGuard(wrapper), [wrapper]],
  ['a pipe of each request', (config) => config.addGlobalRequestPipe(wrapper), [wrapper]],
  [
    'an interceptor of each request',
    (config) => config.addGlobalRequestInterceptor(wrapper),
    [wrapper],
  ],
  ['a filter of each request', (config) => config.addGlobalRequestFilter(wrapper), [wrapper]],
])('has %s', (_, add, perUse) => {
  const config = new ApplicationConfig();
  add(config);
  expect(hasGlobalEnhancers(config)).toBe(true);
  expect(madePerUse(config)).toEqual(perUse);
});
