import { describe, expect, it } from 'vitest';
import { importsUnder, libraryViolation, userViolation } from './imports.js';

describe('the code as it is', () => {
  it('has library folders that import downwards only', () => {
    expect(importsUnder('libs/mcp/src').map(libraryViolation).filter(Boolean)).toEqual([]);
  });

  it.each(['src', 'test', 'docs'])('has %s reach the library as a user would', (folder) => {
    expect(importsUnder(folder).map(userViolation).filter(Boolean)).toEqual([]);
  });
});

describe('the rules for the library', () => {
  const check = (file: string, specifier: string) =>
    libraryViolation({ file: `libs/mcp/src/${file}`, specifier });

  it.each([
    ['mcp.module.ts', './transports/sse/sse.controller.js'],
    ['transports/sse/sse.controller.ts', '../../errors/mcp.error.js'],
    ['transports/sse/sse.controller.ts', '../in-memory/link.js'],
    ['transports/sse/sse.controller.ts', '@modelcontextprotocol/sdk/server/sse.js'],
    ['errors/mcp.error.ts', 'node:util'],
    ['decorators/tool.decorator.ts', '@nestjs/common'],
  ])('let %s import %s', (file, specifier) => {
    expect(check(file, specifier)).toBeUndefined();
  });

  it.each([
    ['errors/a.ts', '../catalog/b.js', 'errors may not import from catalog'],
    ['execution/a.ts', '../mcp.options.js', 'execution may not import from (root)'],
    ['sessions/a.ts', '../execution/b.js', 'sessions may not import from execution'],
    ['helpers/a.ts', '../errors/b.js', 'helpers has no row in layers.ts'],
    ['errors/a.ts', '../helpers/b.js', 'helpers has no row in layers.ts'],
    ['errors/a.ts', '../../../../src/main.js', 'leaves the library'],
    ['errors/a.ts', 'left-pad', "libs/mcp/package.json doesn't declare left-pad"],
    ['errors/a.ts', '@modelcontextprotocol/sdk/types.js', 'is optional: only transports may'],
    ['decorators/a.ts', '@nestjs/core', 'decorators may import only @nestjs/common'],
  ])('stop %s from importing %s', (file, specifier, why) => {
    expect(check(file, specifier)).toContain(why);
  });
});

describe('the rules for everything else', () => {
  it.each(['nest-mcp', 'nest-mcp/testing', './app.module.js', '@nestjs/common'])(
    'let an application import %s',
    (specifier) => {
      expect(userViolation({ file: 'src/main.ts', specifier })).toBeUndefined();
    },
  );

  it.each(['../libs/mcp/src/index.js', 'nest-mcp/errors'])(
    'stop an application from importing %s',
    (specifier) => {
      expect(userViolation({ file: 'src/main.ts', specifier })).toContain('src/main.ts imports');
    },
  );
});
