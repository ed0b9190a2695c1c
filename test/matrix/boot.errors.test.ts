import { Injectable, Module, type Provider, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpError, type McpErrorCode, McpModule, type McpModuleOptions, Tool } from 'nest-mcp';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { LOG } from '../support/log.recorder.js';
import { verifies } from '../support/verifies.js';

const NAMED = { name: 'boot', version: '1.0.0' };

/** What an application that should not start says. */
async function refusal(
  providers: Provider[],
  options: Partial<McpModuleOptions> = {},
): Promise<{ code: McpErrorCode; message: string }> {
  const imports = [McpModule.forRoot({ ...NAMED, ...options })];
  return refusalOf({ module: class AppModule {}, imports, providers });
}

async function refusalOf(module: Parameters<typeof NestFactory.create>[0]) {
  const starting = NestFactory.createApplicationContext(module, {
    logger: LOG,
    abortOnError: false,
  }).then((app) => app.close());
  const error: unknown = await starting.catch((reason: unknown) => reason);
  if (error instanceof McpError) return { code: error.code, message: error.message };
  throw new Error('the application started, or failed in another way', { cause: error });
}

@Injectable()
class First {
  @Tool({ name: 'find' }) search(): void {}
}

@Injectable()
class Second {
  @Tool() find(): void {}
}

verifies('boot.duplicate-name', async () => {
  const { code, message } = await refusal([First, Second]);
  expect(code).toBe('DUPLICATE_NAME');
  expect(message).toContain("'find'");
  expect(message).toContain('First#search');
  expect(message).toContain('Second#find');
});

@Injectable()
class NoObject {
  @Tool({ input: z.string() as never }) run(): void {}
}

@Injectable()
class NoSchema {
  @Tool({ output: { type: 'nonsense' } }) run(): void {}
}

@Injectable()
class BareShape {
  @Tool({ input: { name: z.string() } }) run(): void {}
}

@Injectable()
class NoJson {
  @Tool({ input: z.object({ when: z.date() }) }) run(): void {}
}

verifies('boot.invalid-schema', async () => {
  for (const [type, side] of [
    [NoObject, 'input'],
    [NoSchema, 'output'],
    [BareShape, 'input'],
    [NoJson, 'input'],
  ] as const) {
    const { code, message } = await refusal([type]);
    expect(code).toBe('INVALID_SCHEMA');
    expect(message).toContain(`${side} schema of ${type.name}#run`);
  }
});

@Injectable()
class BadName {
  @Tool({ name: '' }) run(): void {}
}

@Injectable()
class BadTimeout {
  @Tool({ timeout: -1 }) run(): void {}
}

verifies('boot.invalid-tool', async () => {
  for (const type of [BadName, BadTimeout]) {
    const { code, message } = await refusal([type]);
    expect(code).toBe('INVALID_TOOL');
    expect(message).toContain(`${type.name}#run`);
  }
});

@Injectable()
class OnlyAdmins {
  canActivate(): boolean {
    return false;
  }
}

@Injectable()
class Guarded {
  @Tool() @UseGuards(OnlyAdmins) purge(): void {}
}

verifies('boot.invalid-enhancer', async () => {
  const { code, message } = await refusal([{ provide: 'TOOLS', useFactory: () => new Guarded() }]);
  expect(code).toBe('INVALID_ENHANCER');
  expect(message).toContain('Guarded#purge: Nest has made no OnlyAdmins');
});

@Module({ imports: [McpModule.forFeature('admn')], providers: [First] })
class Misspelt {}

verifies('boot.unknown-server', async () => {
  const imports = [McpModule.forRoot({ ...NAMED, server: 'admin' }), Misspelt];
  const { code, message } = await refusalOf({ module: class AppModule {}, imports });
  expect(code).toBe('UNKNOWN_SERVER');
  expect(message).toContain("Misspelt imports McpModule.forFeature('admn')");
  expect(message).toContain('Declared: admin');
});

describe('options', () => {
  const wrong: [string, Partial<McpModuleOptions>][] = [
    ['name', { name: '' }],
    ['version', { version: 7 as never }],
    ['timeout', { timeout: -1 }],
    ['timeout', { timeout: Number.NaN }],
    ['pageSize', { pageSize: 0 }],
    ['keepAlive', { keepAlive: '5' as never }],
    ['drain', { drain: -5 }],
    ['limits.connections', { limits: { connections: 0 } }],
    ['limits.bodyBytes', { limits: { bodyBytes: Number.POSITIVE_INFINITY } }],
    ['limits.depth', { limits: { depth: 1 } }],
    ['sessions.idleTimeout', { sessions: { idleTimeout: -1 } }],
    ['publicUrl', { publicUrl: '/mcp' }],
  ];

  verifies('boot.invalid-options', async () => {
    for (const [key, options] of wrong) {
      const { code, message } = await refusal([], options);
      expect(code, key).toBe('INVALID_OPTIONS');
      expect(message).toContain(`'${key}'`);
    }
    const twice = [McpModule.forRoot(NAMED), McpModule.forRoot({ ...NAMED, name: 'other' })];
    const { code } = await refusalOf({ module: class AppModule {}, imports: twice });
    expect(code).toBe('INVALID_OPTIONS');
  });
});
