import { Inject, Injectable, Scope, UseGuards, type CanActivate } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { appOf } from '../../test/server.fixture.js';
import type { McpContext } from '../context/mcp.context.js';
import { Skill } from '../decorators/skill.decorator.js';
import { OfferExplorer } from './offer.explorer.js';

@Injectable()
class Closed implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Injectable()
class Words {
  readonly hello = 'Say hello.';
}

@Injectable({ scope: Scope.REQUEST })
class PerRequest {
  @Skill({ description: 'How to wait' })
  wait(): void {}
}

@Injectable({ scope: Scope.TRANSIENT })
class Transient {
  @Skill({ description: 'How to change' })
  change(): void {}
}

@Injectable()
@UseGuards(Closed)
class Desk {
  constructor(@Inject(Words) private readonly words: Words) {}

  @Skill({ description: 'How to greet' })
  greeting(): string {
    return this.words.hello;
  }
}

async function offers(...providers: (new (...args: never[]) => object)[]) {
  const app = await appOf({ providers });
  return app.get(OfferExplorer, { strict: false }).explore('default');
}

describe('a method that is called at start', () => {
  it('has its provider, and no guards', async () => {
    const [offer] = await offers(Desk, Words);
    expect(offer).toMatchObject({ kind: 'skill', origin: 'Desk#greeting' });
    expect(offer?.handler({}, {} as McpContext)).toBe('Say hello.');
  });

  it.each([
    [PerRequest, 'PerRequest#wait'],
    [Transient, 'Transient#change'],
  ])('is not one of a provider that is made for each request: %o', async (provider, origin) => {
    await expect(offers(provider)).rejects.toMatchObject({
      code: 'INVALID_SKILL',
      message: expect.stringContaining(`${origin} is called when the application starts`) as string,
    });
  });
});
