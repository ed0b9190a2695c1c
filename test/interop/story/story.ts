import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRONT, LOGO } from './desk.js';
import type { Reader } from './reader.js';

type Step = keyof typeof STEPS;

/** Why a client can't do a step, and what happens when it is tried all the same. */
export interface Lack {
  readonly why: string;
  readonly instead: (reader: Reader) => Promise<void>;
}

export interface Telling {
  readonly open: () => Promise<Reader>;
  /** Ends what `open` started besides the client, which may have failed half way. */
  readonly close?: () => unknown;
  /** The revision that the client and the server agree on, where its SDK tells. */
  readonly revision?: string;
  readonly lacks?: Partial<Record<Step, Lack>>;
}

const namesOf = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name);

/** What each client does, in this order. */
const STEPS = {
  'lists everything': async ({ client }: Reader) => {
    const { tools } = await client.listTools();
    const all = ['shout', 'count', 'print', 'stopped_prints', 'publish', 'edit'];
    expect(namesOf(tools)).toEqual(all);
    expect(namesOf((await client.listResources()).resources)).toEqual(['front', 'logo']);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toMatchObject([
      { name: 'story', uriTemplate: 'desk://stories/{id}', mimeType: 'text/plain' },
    ]);
    const { prompts } = await client.listPrompts();
    expect(prompts).toMatchObject([
      { name: 'summarise', arguments: [{ name: 'text', required: true }] },
    ]);
  },

  'calls a tool': async ({ call }: Reader) => {
    const { content } = await call('shout', { text: 'extra' });
    expect(content).toEqual([{ type: 'text', text: 'EXTRA' }]);
  },

  'gets structured content': async ({ call }: Reader) => {
    const result = await call('count', { text: 'all the news' });
    const counted = { words: 3, longest: 'news' };
    expect(result.structuredContent).toEqual(counted);
    expect(result.content).toEqual([{ type: 'text', text: JSON.stringify(counted) }]);
  },

  'hears what is wrong with arguments': async ({ call }: Reader) => {
    const told = await call('shout', { text: 7 }).then(JSON.stringify, String);
    expect(told).toContain('Invalid arguments');
  },

  'reads a text, a picture and a story': async ({ client }: Reader) => {
    const read = async (uri: string) => (await client.readResource({ uri })).contents;
    const mimeType = 'text/plain';
    expect(await read(FRONT)).toEqual([{ uri: FRONT, mimeType, text: 'The front page' }]);
    const blob = Buffer.from(LOGO).toString('base64');
    expect(await read('desk://logo')).toMatchObject([{ mimeType: 'image/png', blob }]);
    const story = 'desk://stories/fair';
    expect(await read(story)).toEqual([{ uri: story, mimeType, text: 'It was fair.' }]);
    await expect(read('desk://stories/none')).rejects.toThrow('desk://stories/none');
  },

  'gets a prompt': async ({ client }: Reader) => {
    const asked = { name: 'summarise', arguments: { text: 'Rain.' } };
    const { messages } = await client.getPrompt(asked);
    const text = 'Summarise: Rain.';
    expect(messages).toEqual([{ role: 'user', content: { type: 'text', text } }]);
  },

  'completes an argument and a variable': async ({ client }: Reader) => {
    const uri = 'desk://stories/{id}';
    const variable = { name: 'id', value: 'f' };
    const ids = await client.complete({ ref: { type: 'ref/resource', uri }, argument: variable });
    expect(ids.completion.values).toEqual(['flood', 'fair']);
    const argument = { name: 'text', value: 'The' };
    const ref = { type: 'ref/prompt' as const, name: 'summarise' };
    const texts = await client.complete({ ref, argument });
    expect(texts.completion.values).toEqual(['The river rose.']);
  },

  'is asked for a headline': async ({ call }: Reader) => {
    const { content } = await call('publish');
    expect(content).toEqual([{ type: 'text', text: 'Published: Ada wins' }]);
  },

  'stops a print': async ({ call }: Reader) => {
    const stop = new AbortController();
    const { signal } = stop;
    const onprogress = () => stop.abort('enough');
    await expect(call('print', {}, { signal, onprogress })).rejects.toThrow();
    const { content } = await call('stopped_prints');
    expect(content).toEqual([{ type: 'text', text: 'stopped: 1' }]);
  },

  'hears of a change': async ({ call, follow, updates }: Reader) => {
    await follow(FRONT);
    // Over HTTP a 2025-era client opens its stream in the background, and tells nobody when.
    while (updates.uris.length === 0) await call('edit');
    expect(await updates.first()).toBe(FRONT);
  },
} as const satisfies Record<string, (reader: Reader) => Promise<void>>;

const ORDER = Object.keys(STEPS) as Step[];

/** The one story, as a client lives it that is connected from beginning to end. */
export function tellStory(name: string, { open, close, revision, lacks = {} }: Telling): void {
  describe(name, () => {
    let reader: Reader;
    beforeAll(async () => {
      reader = await open();
    });
    afterAll(async () => {
      await reader?.client.close();
      await close?.();
    });

    it('connects', () => {
      expect(reader.revision).toBe(revision);
      expect(reader.client.getServerVersion()).toMatchObject({ name: 'story-desk' });
      const { tools, resources, prompts, completions } =
        reader.client.getServerCapabilities() ?? {};
      expect([tools, resources, prompts, completions]).toEqual(
        Array.from({ length: 4 }, () => expect.any(Object) as object),
      );
    });

    for (const step of ORDER) {
      const lack = lacks[step];
      if (lack) it(`can't: "${step}", because ${lack.why}`, () => lack.instead(reader));
      else it(step, () => STEPS[step](reader));
    }
  });
}
