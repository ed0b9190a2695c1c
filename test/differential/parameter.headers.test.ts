import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { Injectable, Module } from '@nestjs/common';
import { McpModule, Tool, type JsonSchema } from 'nest-mcp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../support/serve.js';
import { modern } from './corpus/messages.js';
import { exchange, type Entry } from './exchange.js';
import { serveSdk, type Subject } from './subjects.js';

const SCHEMA = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    count: { type: 'integer', 'x-mcp-header': 'Count' },
    dry: { type: 'boolean', 'x-mcp-header': 'Dry' },
    where: {
      type: 'object',
      properties: { zone: { type: 'string', 'x-mcp-header': 'Zone' } },
    },
  },
} as const satisfies JsonSchema;
const IDENTITY = { name: 'subject', version: '1.0.0' };
const DONE = { content: [{ type: 'text' as const, text: 'done' }] };

@Injectable()
class Regions {
  @Tool({ name: 'run', input: SCHEMA })
  run() {
    return DONE;
  }
}

@Module({
  imports: [McpModule.forRoot({ ...IDENTITY, sessions: false, keepAlive: 0, drain: 0 })],
  providers: [Regions],
})
class RegionsModule {}

function createSdkServer(): McpServer {
  const server = new McpServer(IDENTITY);
  server.registerTool('run', { inputSchema: fromJsonSchema(SCHEMA) }, () => DONE);
  return server;
}

type Case = [args: object | undefined, headers: Record<string, string>];

/** SEP-2243, Custom Headers. */
const CASES: readonly Case[] = [
  [undefined, {}],
  [{ region: 'eu' }, { Region: 'eu' }],
  [{ region: 'eu' }, { REGION: 'eu' }],
  [{ region: 'eu' }, {}],
  [{ region: 'eu' }, { Region: 'us' }],
  [{ region: 'eu' }, { Region: 'EU' }],
  [{ region: 'eu' }, { Region: '  eu  ' }],
  [{ region: '' }, { Region: '' }],
  [{ region: '' }, {}],
  [{ region: 'Hello' }, { Region: '=?base64?SGVsbG8=?=' }],
  [{ region: 'Hello' }, { Region: '=?base64?SGVsbG8?=' }],
  [{ region: 'Hello' }, { Region: '=?base64?SGVs!!!bG8=?=' }],
  [{ region: 'Hello' }, { Region: '=?BASE64?SGVsbG8=?=' }],
  [{ region: 'Hello' }, { Region: '=?base64?SGVsbG8=' }],
  [{ region: '=?base64?SGVsbG8=' }, { Region: '=?base64?SGVsbG8=' }],
  [{ region: 'SGVsbG8=?=' }, { Region: 'SGVsbG8=?=' }],
  [{ region: 'x' }, { Region: '=?base64?/////w==?=' }],
  [{ region: null }, {}],
  [{ count: 42 }, { Count: '42' }],
  [{ count: 42 }, { Count: '42.0' }],
  [{ count: 42 }, { Count: '4.2e1' }],
  [{ count: 42 }, { Count: '43' }],
  [{ count: 42 }, {}],
  [{ count: -7 }, { Count: '-7' }],
  [{ count: 1.5 }, {}],
  [{ count: 1.5 }, { Count: '2' }],
  [{ count: '42' }, { Count: '42.0' }],
  [{ count: ['42'] }, {}],
  [{ dry: true }, { Dry: 'true' }],
  [{ dry: true }, { Dry: 'TRUE' }],
  [{ dry: false }, {}],
  [{ where: { zone: 'a' } }, { Zone: 'a' }],
  [{ where: { zone: 'a' } }, { Zone: 'b' }],
  [{ where: { zone: 'a' } }, {}],
  [{ where: 'a' }, {}],
  [
    { region: 'eu', count: 1 },
    { Region: 'eu', Count: '2' },
  ],
];

/**
 * Where we are stricter than the SDK: a header that repeats nothing doesn't match the body, and integers
 * MUST be safe (2026-07-28, transports, Server Validation and Schema Extension).
 */
const STRICTER: readonly Case[] = [
  [undefined, { Region: 'eu' }],
  [{}, { Region: 'eu' }],
  [{ region: null }, { Region: 'eu' }],
  [{ region: ['eu'] }, { Region: 'eu' }],
  [{ count: 2 ** 53 }, {}],
  [{ count: 2 ** 53 }, { Count: '9007199254740993' }],
  [{ count: 4.5 }, { Count: '4.5' }],
];

const ENTRIES: readonly Entry[] = CASES.map(entryOf);

function entryOf([args, given]: Case): Entry {
  const headers = Object.entries(given).map(([name, value]) => [`Mcp-Param-${name}`, value]);
  const params = { name: 'run', ...(args && { arguments: args }) };
  const name = `${JSON.stringify(args)} with ${JSON.stringify(given)}`;
  return modern(name, 'tools/call', params, {
    headers: Object.fromEntries(headers) as Record<string, string>,
  });
}

describe('arguments that headers repeat', () => {
  const subjects: Subject[] = [];
  beforeAll(async () => {
    const { at, close } = await serve(RegionsModule).untilClosed('express');
    subjects.push({ url: at('/mcp'), close }, await serveSdk(createSdkServer));
  });
  afterAll(() => Promise.all(subjects.map((subject) => subject.close())));

  it.each(ENTRIES)('are answered as the SDK answers them, $name', async (entry) => {
    const [ours, theirs] = await Promise.all(subjects.map(({ url }) => exchange(url, entry)));
    // What a schema says of an argument is worded by its validator.
    const rejected = JSON.stringify(theirs?.result)?.includes('"isError":true');
    if (rejected) expect(ours?.result).toMatchObject({ isError: true });
    else expect(ours).toEqual(theirs);
    expect(ours?.status).toBe(theirs?.status);
  });

  it.each(STRICTER.map(entryOf))(
    'are refused although the SDK takes them, $name',
    async (entry) => {
      const [ours, theirs] = await Promise.all(subjects.map(({ url }) => exchange(url, entry)));
      expect(ours).toMatchObject({ status: 400, id: 1, error: { code: -32020 } });
      expect(theirs?.status).toBe(200);
    },
  );
});
