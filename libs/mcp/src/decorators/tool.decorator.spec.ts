import 'reflect-metadata';
import { createParamDecorator, type PipeTransform } from '@nestjs/common';
import { PARAMTYPES_METADATA } from '@nestjs/common/constants.js';
import { describe, expect, it } from 'vitest';
import { McpContext } from '../context/mcp.context.js';
import { Args, Ctx } from './parameter.decorators.js';
import { ParameterKind, PARAMETERS_METADATA } from './parameter.metadata.js';
import { Tool, TOOL_METADATA } from './tool.decorator.js';

const A = ParameterKind.Arguments;
const C = ParameterKind.Context;

class Order {}
const Trace = createParamDecorator(() => 'trace');

class Tools {
  @Tool({ name: 'find_order', title: 'Find', timeout: 5 })
  plain(_args: Order, _ctx: McpContext): void {}

  @Tool()
  bare(): void {}

  @Tool()
  explicit(@Ctx() _ctx: McpContext, @Args('order') _order: Order): void {}

  @Tool()
  custom(@Trace() _trace: string): void {}

  @Tool()
  afterwards(_first: Order, @Ctx() _ctx: McpContext): void {}

  untouched(_args: Order): void {}
}

const host = Tools.prototype;
const typesOf = (method: keyof Tools): unknown =>
  Reflect.getMetadata(PARAMTYPES_METADATA, host, method);
const keysOf = (method: keyof Tools) =>
  Object.keys(
    (Reflect.getMetadata(PARAMETERS_METADATA, Tools, method) as object | undefined) ?? {},
  );

describe('@Tool()', () => {
  it('writes its options on the method', () => {
    const options: unknown = Reflect.getMetadata(TOOL_METADATA, host.plain);
    expect(options).toEqual({ name: 'find_order', title: 'Find', timeout: 5 });
    expect(Reflect.getMetadata(TOOL_METADATA, host.bare)).toEqual({});
    expect(Reflect.hasMetadata(TOOL_METADATA, host.untouched)).toBe(false);
  });

  it('does not change the options that it was given', () => {
    const options = Object.freeze({ name: 'x' });
    class One {
      @Tool(options)
      run(): void {}
    }
    expect(Reflect.getMetadata(TOOL_METADATA, One.prototype.run)).toBe(options);
  });

  it('leaves the method itself as it is', () => {
    expect(host.bare.name).toBe('bare');
    expect(host.plain).toHaveLength(2);
  });

  it('gives a method without parameter decorators the signature (args, ctx)', () => {
    expect(keysOf('plain')).toEqual([`${A}:0`, `${C}:1`]);
    expect(keysOf('bare')).toEqual([`${A}:0`, `${C}:1`]);
  });

  it('leaves parameters to their decorators, if there are any', () => {
    expect(keysOf('explicit')).toEqual([`${A}:1`, `${C}:0`]);
    expect(keysOf('afterwards')).toEqual([`${C}:1`]);
  });

  it('counts decorators of createParamDecorator among them', () => {
    expect(keysOf('custom')).toHaveLength(1);
    expect(keysOf('custom')[0]).toMatch(/__customRouteArgs__:0$/);
  });

  it('hides the type of the context from pipes, and of nothing else', () => {
    expect(typesOf('plain')).toEqual([Order, Object]);
    expect(typesOf('explicit')).toEqual([Object, Order]);
    expect(typesOf('afterwards')).toEqual([Order, Object]);
    expect(typesOf('bare')).toEqual([]);
  });

  it('works on methods without type metadata', () => {
    class Untyped {
      run(_args: unknown): void {}
    }
    Reflect.deleteMetadata(PARAMTYPES_METADATA, Untyped.prototype, 'run');
    const descriptor = Object.getOwnPropertyDescriptor(Untyped.prototype, 'run')!;
    Tool({ name: 'late' })(Untyped.prototype, 'run', descriptor);
    expect(Reflect.getMetadata(TOOL_METADATA, Untyped.prototype.run)).toEqual({ name: 'late' });
    expect(Reflect.hasMetadata(PARAMTYPES_METADATA, Untyped.prototype, 'run')).toBe(false);
  });

  it('can be put on an overriding method with other parameters', () => {
    class Child extends Tools {
      @Tool({ name: 'child' })
      override explicit(_args: unknown): void {}
    }
    const parameters = Reflect.getMetadata(PARAMETERS_METADATA, Child, 'explicit') as object;
    expect(Object.keys(parameters)).toEqual([`${A}:0`, `${C}:1`]);
    expect(keysOf('explicit')).toEqual([`${A}:1`, `${C}:0`]);
  });

  it('gives pipes to a parameter as they were written', () => {
    const pipe: PipeTransform = { transform: (value: unknown) => value };
    class Piped {
      @Tool()
      run(@Args('id', pipe) _id: string): void {}
    }
    expect(Reflect.getMetadata(PARAMETERS_METADATA, Piped, 'run')).toEqual({
      [`${A}:0`]: { index: 0, data: 'id', pipes: [pipe] },
    });
  });
});
