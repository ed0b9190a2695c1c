import { Injectable, Module, Scope, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpError, McpModule, Skill, Tool, UiResource, type McpModuleOptions } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { LOG } from '../support/log.recorder.js';
import { SKILLS } from './desk.js';
import { CART } from './shop.js';

/** What an application says that should not start. */
async function refusal(metadata: ModuleMetadata, options: Partial<McpModuleOptions> = {}) {
  const server = McpModule.forRoot({ name: 'boot', version: '1.0.0', ...options });
  const imports = [server, ...(metadata.imports ?? [])];
  const error: unknown = await NestFactory.createApplicationContext(
    { module: class AppModule {}, ...metadata, imports },
    { logger: LOG, abortOnError: false },
  ).then(
    (app) => app.close(),
    (reason: unknown) => reason,
  );
  return error instanceof McpError ? `${error.code}: ${error.message}` : error;
}

@Injectable()
class Cart {
  @Tool({ ui: CART }) show(): void {}
}

@Injectable()
class CartPage {
  @UiResource({ uri: CART }) page(): void {}
}

@Module({ imports: [McpModule.forFeature('admin')], providers: [CartPage] })
class Admin {}

describe('a tool with a page', () => {
  const missing =
    `INVALID_TOOL: Cart#show has ui: '${CART}', but no page of this server has that address: ` +
    `give a method of a provider @UiResource({ uri: '${CART}' }), or correct the ui of Cart#show.`;

  it('needs the page', async () => {
    expect(await refusal({ providers: [Cart] })).toBe(missing);
    expect(await refusal({ providers: [Cart, CartPage] })).toBeUndefined();
  });

  it('needs it on the same server', async () => {
    const admin = McpModule.forRoot({ name: 'a', version: '1.0.0', server: 'admin', path: 'a' });
    expect(await refusal({ imports: [admin, Admin], providers: [Cart] })).toBe(missing);
  });
});

@Injectable()
class Shouting {
  @Skill({ name: 'REFUNDS', description: 'How to refund' }) run(): string {
    return 'Pay.';
  }
}

@Injectable()
class Silent {
  @Skill({ description: 'How to refund' }) refunds(): void {}
}

@Injectable()
class Same {
  @Skill({ description: 'How to refund' }) refunds(): string {
    return 'Pay.';
  }
}

@Injectable({ scope: Scope.REQUEST })
class PerRequest {
  @Skill({ description: 'How to refund' }) refunds(): string {
    return 'Pay.';
  }
}

describe('a skill', () => {
  it.each([
    [
      Shouting,
      'INVALID_SKILL: These skills cannot be served; correct or remove them:\n- Shouting#run',
    ],
    [Silent, 'INVALID_SKILL: Silent#refunds must return the Markdown of its skill'],
    [PerRequest, 'INVALID_SKILL: PerRequest#refunds is called when the application starts, but'],
  ])('of %o stops the start', async (provider, message) => {
    expect(await refusal({ providers: [provider] })).toContain(message);
  });

  it('has a name of its own', async () => {
    const said = await refusal({ providers: [Same] }, { skills: { directory: SKILLS } });
    expect(said).toContain("DUPLICATE_NAME: Two skills are named 'skill://refunds/SKILL.md'");
    expect(said).toContain(`${SKILLS}/refunds/SKILL.md and Same#refunds`);
  });

  it('needs a folder that is there', async () => {
    const said = await refusal({}, { skills: { directory: 'test/extensions/none' } });
    expect(said).toContain('INVALID_SKILL');
    expect(said).toContain('- test/extensions/none: cannot be listed: ENOENT');
  });
});
