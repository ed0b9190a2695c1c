import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Complete, Prompt, Resource, Tool } from 'nest-mcp';
import { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { callTool, type Json } from '../support/wire/rpc.messages.js';
import { serve } from '../support/wire/served.app.js';
import { SURFACE_NAMES, SURFACES, type Wire } from '../support/wire/surfaces.js';
import { expectUnharmed } from '../support/wire/well.behaved.js';

/** How many sources began and were not cleaned up. */
let open = 0;

function opened(): () => void {
  open++;
  return () => open--;
}

const SOURCES = {
  *'a generator that never waits'() {
    const close = opened();
    try {
      for (;;) yield undefined;
    } finally {
      close();
    }
  },
  async *'an async generator that never waits'() {
    const close = opened();
    try {
      for (;;) yield undefined;
    } finally {
      close();
    }
  },
  'an Observable'() {
    return new Observable((subscriber) => {
      const timer = setInterval(() => subscriber.next('tick'), 1);
      const close = opened();
      return () => {
        clearInterval(timer);
        close();
      };
    });
  },
  'an Observable that comes later': async () => SOURCES['an Observable'](),
  'a stream'() {
    return new Readable({ read: () => undefined }).once('close', opened());
  },
  'a file': () => new StreamableFile(SOURCES['a stream']()),
  'a web stream': () => new ReadableStream({ cancel: opened() }),
};

type Name = keyof typeof SOURCES;
const NAMES = Object.keys(SOURCES) as Name[];

const ARGUMENTS = { type: 'object', properties: { a: { type: 'string' } } } as const;
const TIMEOUT = 100;
let source: () => unknown;

/** Handlers of each kind. An Observable is Nest's matter, which only methods are. */
@Injectable()
class Endless {
  @Tool() tool(): unknown {
    return source();
  }

  @Resource({ uri: 'test://resource' }) resource(): unknown {
    return source();
  }

  @Prompt({ input: ARGUMENTS }) prompt(): unknown {
    return source();
  }

  @Complete({ prompt: 'prompt', argument: 'a' }) completer(): unknown {
    return source();
  }
}

const REQUESTS: Record<string, readonly [method: string, params: Json]> = {
  'a tool': ['tools/call', callTool('tool')],
  'a resource': ['resources/read', { uri: 'test://resource' }],
  'a prompt': ['prompts/get', { name: 'prompt' }],
  'a completer': [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'prompt' }, argument: { name: 'a', value: '' } },
  ],
};

async function start(name: keyof typeof SURFACES, make: Name | (() => unknown), limits = {}) {
  open = 0;
  source = typeof make === 'string' ? SOURCES[make] : make;
  const mcp = { sse: true, timeout: TIMEOUT, limits };
  const served = await serve('express', { mcp, providers: [Endless] });
  return { served, wire: await SURFACES[name](served) };
}

const ask = (wire: Wire, kind: string) => wire.ask(wire.request(...REQUESTS[kind]!));

describe.each(SURFACE_NAMES)('over %s, a tool that gives', (name) => {
  it.each(NAMES)('%s without end is given up and cleaned up', async (kind) => {
    const { served, wire } = await start(name, kind);
    expect(await ask(wire, 'a tool')).toMatchObject({
      result: {
        isError: true,
        content: [{ text: `The tool 'tool' did not answer within ${TIMEOUT} ms and was stopped.` }],
      },
    });
    await expect.poll(() => open).toBe(0);
    await expectUnharmed(served, wire);
  });
});

describe.each(['stdio, legacy', 'stdio, modern'] as const)('over %s', (name) => {
  it.each(
    ['a resource', 'a prompt', 'a completer'].flatMap((kind) => NAMES.map((give) => [kind, give])),
  )('%s that gives %s without end is given up and cleaned up', async (kind, give) => {
    // Elsewhere a file or stream has no meaning, and is left unread.
    const { served, wire } = await start(name, give as Name);
    const answer = await ask(wire, kind);
    const unread = kind === 'a completer' && give === 'a file';
    if (!unread) {
      expect(answer).toMatchObject({
        error: { code: -32603, message: expect.stringMatching(/ms/) },
      });
      await expect.poll(() => open).toBe(0);
    }
    await expectUnharmed(served, wire);
  });
});

/** Each has more than 10,000 bytes, and would have more. */
const LARGE: Record<string, () => unknown> = {
  'a generator': function* () {
    for (;;) yield 'a'.repeat(1000);
  },
  'an async generator of many small things': async function* () {
    for (;;) yield '';
  },
  'a stream': () => new Readable(endlessBytes()),
  'a file': () => new StreamableFile(new Readable(endlessBytes())),
  'a Blob': () => new Blob([new Uint8Array(20_000)]),
  'a text': () => 'a'.repeat(20_000),
  'an object': () => ({ text: 'a'.repeat(20_000) }),
};

function endlessBytes() {
  return {
    read(this: Readable) {
      this.push(Buffer.alloc(1000));
    },
  };
}

describe.each(['Streamable HTTP, legacy', 'Streamable HTTP, modern'] as const)(
  'over %s',
  (name) => {
    it.each(
      ['a tool', 'a resource', 'a prompt'].flatMap((kind) =>
        Object.keys(LARGE).map((large) => [kind, large]),
      ),
    )('%s that gives too much, %s, says so', async (kind, large) => {
      const { served, wire } = await start(name, LARGE[large]!, { resultBytes: 10_000 });
      const answer = await ask(wire, kind);
      const target =
        kind === 'a tool' ? 'tool' : kind === 'a prompt' ? 'prompt' : 'test://resource';
      const told = expect.stringMatching(
        new RegExp(
          `^The result of \\S+ "${target}" is too large: at least \\d+ bytes, and limits\\.resultBytes allows 10000\\.`,
        ),
      );
      expect(answer).toMatchObject(
        kind === 'a tool'
          ? { result: { isError: true, content: [{ type: 'text', text: told }] } }
          : { error: { code: -32603, message: told } },
      );
      await expectUnharmed(served, wire);
    });
  },
);

describe('50 calls of a source without end', () => {
  it.each(NAMES)('leave nothing behind: %s', async (kind) => {
    const { served, wire } = await start('in-memory, modern', kind);
    const ids = Array.from({ length: 50 }, (_, index) => index);
    for (const id of ids) await wire.tell(wire.request(...REQUESTS['a tool']!, id));
    await expect.poll(wire.unread, { timeout: 4000 }).toBe(50);
    await expect.poll(() => open).toBe(0);
    await served.app.close();
  });
});
