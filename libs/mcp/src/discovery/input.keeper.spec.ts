import { UseInterceptors, type CallHandler, type ExecutionContext } from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { lastValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { MCP_CONTEXT_TYPE } from '../context/mcp-arguments.host.js';
import { inputKeeper, keepInput } from './input.keeper.js';

const other = { intercept: (_: ExecutionContext, next: CallHandler) => next.handle() };
const input = { resultType: 'input_required' };

async function passed(value: unknown, type = MCP_CONTEXT_TYPE) {
  const ctx: { returnedInput?: unknown } = {};
  const context = new ExecutionContextHost([ctx, {}]);
  context.setType(type);
  const stream = await inputKeeper.intercept(context, { handle: () => of(value) });
  expect(await lastValueFrom(stream)).toBe(value);
  return ctx.returnedInput;
}

describe('the keeper', () => {
  it('remembers what asks, and nothing else', async () => {
    expect(await passed(input)).toBe(input);
    expect(await passed('done')).toBeUndefined();
    expect(await passed(null)).toBeUndefined();
  });

  it('minds its own business elsewhere', async () => {
    expect(await passed(input, 'http')).toBeUndefined();
  });
});

describe('keepInput', () => {
  const keepers = (handler: object) =>
    (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) as unknown[] | undefined) ?? [];

  it('puts it behind the other interceptors of a method, once', () => {
    class Tools {
      @UseInterceptors(other)
      run(): void {}
    }
    const { run } = Tools.prototype;
    keepInput(Tools, run, false);
    keepInput(Tools, run, true);
    expect(keepers(run)).toEqual([other, inputKeeper]);
  });

  it.each([
    ['of the class', true, false],
    ['for all handlers', false, true],
  ])('puts it behind those %s', (_, ofClass, global) => {
    class Tools {}
    if (ofClass) UseInterceptors(other)(Tools);
    const run = () => undefined;
    keepInput(Tools, run, global);
    expect(keepers(run)).toEqual([inputKeeper]);
  });

  it('leaves a method without interceptors as it is', () => {
    const run = () => undefined;
    keepInput(class {}, run, false);
    expect(keepers(run)).toEqual([]);
  });
});
