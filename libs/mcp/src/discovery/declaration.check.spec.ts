import 'reflect-metadata';
import { Logger, UseGuards } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Prompt } from '../decorators/prompt.decorator.js';
import { Tool } from '../decorators/tool.decorator.js';
import { checkDeclarations } from './declaration.check.js';

const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  warned.mockClear();
});

/** As decorators for spans and caches do. */
function Wrapped(copies = false): MethodDecorator {
  return (_, __, descriptor) => {
    const inner = descriptor.value as unknown as () => unknown;
    const outer = () => inner();
    if (copies) {
      for (const key of Reflect.getMetadataKeys(inner)) {
        Reflect.defineMetadata(key, Reflect.getMetadata(key, inner), outer);
      }
    }
    return { ...descriptor, value: outer as never };
  };
}

describe('a decorator that puts another function in the place of a method', () => {
  it('stops the start if the metadata is lost with the method', () => {
    class Tools {
      @Wrapped()
      @Tool()
      @UseGuards()
      find(): void {}
    }
    expect(() => checkDeclarations(Tools)).toThrow(
      expect.objectContaining({
        code: 'MISPLACED_DECORATOR',
        message: expect.stringMatching(/^Tools#find: a decorator above @Tool\(\) has put another/),
      }),
    );
  });

  it('is fine below, or if it copies metadata', () => {
    class Tools {
      @Tool() @Wrapped() below(): void {}
      @Wrapped(true) @Tool() copied(): void {}
    }
    expect(() => checkDeclarations(Tools)).not.toThrow();
    expect(warned).not.toHaveBeenCalled();
  });

  it('is found in a parent, too', () => {
    class Tools {
      @Wrapped() @Prompt() find(): void {}
    }
    class Child extends Tools {}
    expect(() => checkDeclarations(Child)).toThrow(/^Child#find: a decorator above @Prompt\(\)/);
  });
});

it('a method that overrides a decorated one without a decorator is warned of', () => {
  class Tools {
    @Tool() find(): void {}
    @Tool() list(): void {}
  }
  class Child extends Tools {
    override find(): void {}
    @Tool({ name: 'list_all' }) override list(): void {}
  }
  checkDeclarations(Child);
  expect(warned.mock.calls).toEqual([
    [
      'Child#find is not served: it overrides Tools#find, which has @Tool(), and needs a @Tool() of its own.',
    ],
  ]);
});
