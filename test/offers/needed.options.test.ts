import { Injectable } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Complete,
  McpModule,
  Prompt,
  Resource,
  ResourceTemplate,
  Skill,
  Tool,
  UiResource,
  type McpError,
} from 'nest-mcp';
import { describe, expect, it } from 'vitest';

/** As builds write it that check no types. */
const without = (decorator: unknown, options?: unknown) =>
  (decorator as (options: unknown) => MethodDecorator)(options);

describe('a decorator without the options that it needs', () => {
  it.each<[string, MethodDecorator, string]>([
    ['@Tool(null)', without(Tool, null), "no options: write @Tool({ name: '…' })."],
    ['@Prompt(null)', without(Prompt, null), "no options: write @Prompt({ name: '…' })."],
    ['@Resource()', without(Resource), "no options: write @Resource({ uri: '…' })."],
    ['@Resource({})', without(Resource, {}), 'no uri: write'],
    ['@ResourceTemplate()', without(ResourceTemplate), "@ResourceTemplate({ uriTemplate: '…' })."],
    ['@ResourceTemplate({})', without(ResourceTemplate, {}), 'no uriTemplate: write'],
    ['@UiResource()', without(UiResource), "no options: write @UiResource({ uri: '…' })."],
    ['@UiResource({})', without(UiResource, {}), 'no uri: write'],
    ['@Complete()', without(Complete), "write @Complete({ prompt: '…', argument: '…' })."],
    [
      '@Complete({})',
      without(Complete, {}),
      "no prompt or uriTemplate: write @Complete({ prompt: '…', argument: '…' }).",
    ],
    ['@Skill()', without(Skill), "write @Skill({ name: '…', description: '…' })."],
    ['@Skill({})', without(Skill, {}), 'description'],
  ])('stops the start, and names the method: %s', async (_, decorate, problem) => {
    const message = await refusalOf(decorate);
    expect(message).toContain('Offers#run');
    expect(message).toContain(problem);
  });
});

describe('an annotation that there is none of', () => {
  it.each<[string, MethodDecorator, string]>([
    ['@Tool()', Tool({ annotations: { readonlyHint: 1 } as object }), "'readOnlyHint'?"],
    ['@Resource()', Resource({ uri: 'a:b', annotations: { prio: 1 } as object }), "'prio'"],
    [
      '@ResourceTemplate()',
      ResourceTemplate({ uriTemplate: 'a:{b}', annotations: { readOnlyHint: 1 } as object }),
      "'readOnlyHint'",
    ],
    ['@UiResource()', UiResource({ uri: 'ui://a', annotations: { prio: 1 } as object }), "'prio'"],
  ])('stops the start, as an option does: %s', async (_, decorate, problem) => {
    const message = await refusalOf(decorate);
    expect(message).toContain('Offers#run has an unknown option');
    expect(message).toContain(problem);
  });
});

/** Why an application does not start. */
async function refusalOf(decorate: MethodDecorator): Promise<string> {
  @Injectable()
  class Offers {
    @decorate run(): string {
      return 'text';
    }
  }
  const server = McpModule.forRoot({ name: 'boot', version: '1.0.0' });
  const module = { module: class AppModule {}, imports: [server], providers: [Offers] };
  const options = { logger: false, abortOnError: false } as const;
  const starting = NestFactory.createApplicationContext(module, options);
  const { message } = await starting.then(
    () => new Error('it started'),
    (error: McpError) => error,
  );
  return message;
}
