import 'reflect-metadata';
import { DefaultValuePipe, ParseIntPipe } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { describe, expect, it } from 'vitest';
import { Args, Ctx } from './parameter.decorators.js';
import { ParameterKind, PARAMETERS_METADATA } from './parameter.metadata.js';

const A = ParameterKind.Arguments;
const C = ParameterKind.Context;

function parametersOf(host: object, method: string): unknown {
  return Reflect.getOwnMetadata(PARAMETERS_METADATA, host, method);
}

describe('parameter metadata', () => {
  it("has Nest's own key", () => {
    expect(PARAMETERS_METADATA).toBe(ROUTE_ARGS_METADATA);
  });

  it("numbers arguments as Nest's request body, which pipes know", () => {
    expect(ParameterKind.Arguments).toBe(RouteParamtypes.BODY);
    expect(ParameterKind.Context).not.toBe(ParameterKind.Arguments);
  });
});

describe('@Args() and @Ctx()', () => {
  const pipe = new DefaultValuePipe(1);

  class Tools {
    all(@Args() _args: unknown): void {}
    named(@Args('number', ParseIntPipe) _number: number): void {}
    piped(@Args(pipe, ParseIntPipe) _args: unknown): void {}
    mixed(@Ctx() _ctx: unknown, @Args('a') _a: unknown, @Args('b', pipe) _b: unknown): void {}
  }

  it.each([
    ['all', { [`${A}:0`]: { index: 0, data: undefined, pipes: [] } }],
    ['named', { [`${A}:0`]: { index: 0, data: 'number', pipes: [ParseIntPipe] } }],
    ['piped', { [`${A}:0`]: { index: 0, data: undefined, pipes: [pipe, ParseIntPipe] } }],
    [
      'mixed',
      {
        [`${C}:0`]: { index: 0, data: undefined, pipes: [] },
        [`${A}:1`]: { index: 1, data: 'a', pipes: [] },
        [`${A}:2`]: { index: 2, data: 'b', pipes: [pipe] },
      },
    ],
  ])('describe the parameters of %s', (method, expected) => {
    expect(parametersOf(Tools, method)).toEqual(expected);
  });

  it('take an empty name for a name', () => {
    class Odd {
      run(@Args('') _value: unknown): void {}
    }
    expect(parametersOf(Odd, 'run')).toMatchObject({ [`${A}:0`]: { data: '' } });
  });

  it('keep the parameters of a subclass apart from its parent', () => {
    class Parent {
      run(@Args('a') _a: unknown): void {}
    }
    class Child extends Parent {
      override run(@Ctx() _ctx: unknown): void {}
    }
    expect(Object.keys(parametersOf(Parent, 'run') as object)).toEqual([`${A}:0`]);
    expect(Object.keys(parametersOf(Child, 'run') as object)).toEqual([`${C}:0`]);
  });

  it.each([
    ['@Args()', Args()],
    ['@Ctx()', Ctx()],
  ])('%s refuses the parameters of a constructor', (_, decorate) => {
    expect(() => decorate(class {}, undefined, 0)).toThrow('belong on method parameters');
  });
});
