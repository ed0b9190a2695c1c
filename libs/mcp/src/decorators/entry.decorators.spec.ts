import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import type { McpContext } from '../context/mcp.context.js';
import { METADATA } from '../discovery/offer.js';
import { Args } from './parameter.decorators.js';
import { ParameterKind, PARAMETERS_METADATA } from './parameter.metadata.js';
import { Complete, Prompt } from './prompt.decorator.js';
import { Resource, ResourceTemplate } from './resource.decorator.js';
import { Skill } from './skill.decorator.js';
import { Tool } from './tool.decorator.js';
import { UiResource } from './ui-resource.decorator.js';

const completed = { prompt: 'plan', argument: 'city' };

class Offers {
  @Resource({ uri: 'a:b' })
  resource(): void {}

  @ResourceTemplate({ uriTemplate: 'a:{b}' })
  template(_args: object, _ctx: McpContext): void {}

  @UiResource({ uri: 'ui://a/b' })
  page(): void {}

  @Skill({ description: 'How to' })
  skill(): void {}

  @Prompt()
  prompt(@Args('city') _city: string): void {}

  @Complete(completed)
  completer(): void {}

  @Tool({ name: 'both' })
  @Prompt({ name: 'both' })
  several(): void {}
}

const metadataOf = (method: keyof Offers) =>
  Object.fromEntries(
    Object.entries(METADATA).flatMap(([kind, key]) => {
      const options: unknown = Reflect.getMetadata(key, Offers.prototype[method]);
      return options === undefined ? [] : [[kind, options]];
    }),
  );

describe('a decorator', () => {
  it.each([
    ['resource', { resource: { uri: 'a:b' } }],
    ['page', { page: { uri: 'ui://a/b' } }],
    ['skill', { skill: { description: 'How to' } }],
    ['template', { template: { uriTemplate: 'a:{b}' } }],
    ['prompt', { prompt: {} }],
    ['completer', { completer: completed }],
    ['several', { tool: { name: 'both' }, prompt: { name: 'both' } }],
  ] as const)('notes what %s offers, and nothing else', (method, expected) => {
    expect(metadataOf(method)).toEqual(expected);
  });

  it('has metadata of its own for each kind', () => {
    expect(new Set(Object.values(METADATA)).size).toBe(Object.keys(METADATA).length);
  });

  it.each(['resource', 'template', 'completer'])(
    'gives %s the arguments and the context, unless parameters say otherwise',
    (method) => {
      const parameters = Reflect.getMetadata(PARAMETERS_METADATA, Offers, method) as object;
      expect(Object.keys(parameters)).toEqual([
        `${ParameterKind.Arguments}:0`,
        `${ParameterKind.Context}:1`,
      ]);
    },
  );

  it('leaves parameters alone that say otherwise', () => {
    const parameters = Reflect.getMetadata(PARAMETERS_METADATA, Offers, 'prompt') as object;
    expect(Object.keys(parameters)).toEqual([`${ParameterKind.Arguments}:0`]);
  });
});

const SYMBOL = Symbol('hidden');

/** Each decorator, with options that would do. */
const DECORATORS: readonly [string, () => MethodDecorator][] = [
  ['@Tool()', () => Tool()],
  ['@Prompt()', () => Prompt()],
  ['@Resource()', () => Resource({ uri: 'a:b' })],
  ['@ResourceTemplate()', () => ResourceTemplate({ uriTemplate: 'a:{b}' })],
  ['@UiResource()', () => UiResource({ uri: 'ui://a/b' })],
  ['@Complete()', () => Complete(completed)],
  ['@Skill()', () => Skill({ description: 'How to' })],
];

describe.each(DECORATORS)('%s in the wrong place', (name, decorator) => {
  const defining = (define: () => unknown, problem: RegExp) => {
    expect(define).toThrow(
      expect.objectContaining({
        code: 'MISPLACED_DECORATOR',
        message: expect.stringMatching(problem),
      }),
    );
    expect(define).toThrow(name);
  };

  it('does not stand on a class', () => {
    defining(() => {
      // @ts-expect-error: the compiler says so, too
      @decorator()
      class Tools {}
      return Tools;
    }, /^Tools: .* is on a class: put it on a method of that class\.$/);
  });

  it('does not stand on a static method', () => {
    defining(() => {
      class Tools {
        @decorator() static find(): void {}
        other(): void {}
      }
      return Tools;
    }, /^Tools#find: .* a static method/);
  });

  it('does not stand twice on a method', () => {
    defining(() => {
      class Tools {
        @decorator() @decorator() find(): void {}
      }
      return Tools;
    }, /^Tools#find: .* is there twice/);
  });

  it('does not stand on a method named by a symbol', () => {
    defining(() => {
      class Tools {
        @decorator() [SYMBOL](): void {}
      }
      return Tools;
    }, /^Tools#Symbol\(hidden\): .* a symbol/);
  });

  it('does not stand on a getter', () => {
    defining(() => {
      class Tools {
        @decorator() get find(): () => void {
          return () => undefined;
        }
      }
      return Tools;
    }, /^Tools#find: .* is not on a method/);
  });

  it('does not stand on a property', () => {
    defining(() => {
      class Tools {
        // @ts-expect-error: the compiler says so, too
        @decorator() find = () => undefined;
      }
      return Tools;
    }, /^Tools#find: .* is not on a method/);
  });

  it('stands on a method that overrides one that has it', () => {
    class Parent {
      @decorator() find(): void {}
    }
    class Child extends Parent {
      @decorator() override find(): void {}
    }
    expect(Child).toBeDefined();
  });
});
