import { describe, expect } from 'vitest';
import { SECRET } from '../fixtures/tools/failing.tools.js';
import { CHANNELS, channelsWith, PROCESSES, type Channel } from '../support/channels.js';
import { textOf } from '../support/clients/test.client.js';
import { LOG } from '../support/log.recorder.js';
import { verifies } from '../support/verifies.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const FREE_TO_CHOOSE = channelsWith({ client: 'v2 legacy' });
const isOld = ({ client }: Channel) => client === 'v1.10';

describe('wrong arguments', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['echo', {}],
    ['echo', { text: 7 }],
    ['add', { a: 1, b: 'two' }],
    ['paint', { colour: 'green' }],
  ];

  verifies(
    'tools.call.input-error',
    CHANNELS.filter((one) => !isOld(one)),
    async (client) => {
      for (const [tool, args] of wrong) {
        const result = await client.call(tool, args);
        expect(result.isError, tool).toBe(true);
        expect(textOf(result)).toMatch(`Invalid arguments for tool '${tool}'`);
      }
    },
  );

  verifies('tools.call.input-error-before', CHANNELS.filter(isOld), async (client) => {
    for (const [tool, args] of wrong) {
      await expect(client.call(tool, args), tool).rejects.toMatchObject({ code: -32602 });
    }
  });

  verifies('tools.call.input-error-before', FREE_TO_CHOOSE, async (_, channel) => {
    const client = await channel.open({ client: { supportedProtocolVersions: ['2025-06-18'] } });
    await expect(client.call('echo')).rejects.toMatchObject({ code: -32602 });
  });
});

describe('requests that no tool answers', () => {
  verifies('tools.call.unknown', CHANNELS, async (client) => {
    for (const name of ['no_such_tool', 'toString', '__proto__', '']) {
      await expect(client.call(name), name).rejects.toMatchObject({ code: -32602 });
    }
  });

  verifies('tools.call.protocol-error', CHANNELS, async (client) => {
    await expect(client.call('protocol_error')).rejects.toMatchObject({
      code: -32602,
      data: { account: 7 },
    });
  });
});

describe('failing tools', () => {
  verifies('tools.call.execution-error', CHANNELS, async (client) => {
    const told = {
      forbidden: 'members only',
      unprocessable: 'size is too small\ncolour is unknown',
      refused: 'the shop is closed on Sundays',
    };
    for (const [tool, message] of Object.entries(told)) {
      const result = await client.call(tool);
      expect(result.isError, tool).toBe(true);
      expect(textOf(result)).toBe(message);
    }
  });

  verifies('tools.call.masked', [...CHANNELS, ...PROCESSES], async (client) => {
    for (const tool of ['leaky', 'leaky_later', 'leaky_text', 'wrong_output']) {
      const result = await client.call(tool);
      expect(result.isError, tool).toBe(true);
      expect(JSON.stringify(result)).not.toContain('hunter2');
      const [correlationId] = UUID.exec(textOf(result)) ?? [];
      expect(await LOG.has(String(correlationId)), tool).toContain(`'${tool}'`);
    }
    expect(LOG.text).toContain(SECRET);
  });

  verifies('tools.call.unserialisable', CHANNELS, async (client) => {
    for (const tool of ['cycle', 'bigint']) {
      const result = await client.call(tool);
      expect(result.isError, tool).toBe(true);
      expect(textOf(result)).toMatch(UUID);
    }
    expect(textOf(await client.call('echo', { text: 'still here' }))).toBe('still here');
  });

  verifies('tools.call.time-out', [...CHANNELS, ...PROCESSES], async (client) => {
    const result = await client.call('endless');
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/'endless' did not answer within 50 ms/);
  });
});
