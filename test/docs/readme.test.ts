import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Logger, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpRegistry } from 'nest-mcp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { startReport } from '../../src/bootstrap/start.report.js';
import { VERSION } from '../../src/bootstrap/version.js';
import type { Configuration } from '../../src/config/configuration.js';
import { loadConfiguration } from '../../src/config/configuration.loader.js';
import { blocksOf, DOCUMENTS, read } from './markdown.js';

const BLOCKS = blocksOf('README.md');
const DEFAULT = 'http://127.0.0.1:3020';

let app: INestApplication;
let configuration: Configuration;

beforeAll(async () => {
  configuration = loadConfiguration(['--log-level', 'silent'], {}, VERSION);
  app = await NestFactory.create(AppModule.forRoot(configuration), {
    bodyParser: false,
    logger: false,
  });
  Logger.overrideLogger(false);
  await app.listen(0, '127.0.0.1');
});

afterAll(() => app.close());

function blockWith(part: string): string {
  return BLOCKS.find(({ code }) => code.includes(part))!.code;
}

describe('README.md', () => {
  it('quotes what the application prints', () => {
    const tools = app.get(McpRegistry).toolNames.length;
    const report = startReport({ configuration, url: DEFAULT, tools });
    expect(blockWith('serves')).toBe(report.trimEnd());
  });

  it('has a curl command that gets the answer below it', async () => {
    const command = blockWith('curl');
    expect(command).toContain(`${DEFAULT}/mcp `);
    const answer = await run(command.replace(DEFAULT, await app.getUrl()));
    const below = BLOCKS[BLOCKS.findIndex(({ code }) => code === command) + 1];
    expect(JSON.parse(answer)).toEqual(JSON.parse(below!.code));
  });

  it('gives clients the address of the endpoint, and the entry of the build', () => {
    const clients = BLOCKS.filter(({ language, code }) => {
      return language === 'json' && /"(mcpServers|servers)"/.test(code);
    });
    const addresses = clients.flatMap(({ code }) => code.match(/"http[^"]+"/g) ?? []);
    expect(addresses).toEqual([`"${DEFAULT}/mcp"`, `"${DEFAULT}/mcp"`]);
    const entry = /\/dist\/bundle\/(\w+)\.js"/.exec(
      clients.map(({ code }) => code).join('\n'),
    )?.[1];
    expect(existsSync(`src/${entry}.ts`)).toBe(true);
  });
});

describe('commands in the documents', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = DOCUMENTS.flatMap((file) =>
    [...read(file).matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => ({ file, name: name! })),
  );

  it.each(named)('$file: npm run $name', ({ name }) => {
    expect(scripts).toHaveProperty([name]);
  });

  it.each(DOCUMENTS)('%s names no file of ours that is missing', (file) => {
    const paths = read(file).match(/(?<=`)(?:src|libs|test|scripts|docs|\.ci)\/[\w./-]+\w(?=`)/g);
    expect((paths ?? []).filter((path) => !existsSync(path))).toEqual([]);
  });
});

async function run(command: string): Promise<string> {
  return (await promisify(execFile)('sh', ['-c', command])).stdout;
}
