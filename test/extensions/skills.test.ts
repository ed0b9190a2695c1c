import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serve } from '../support/serve.js';
import { WAYS, type Way } from '../support/ways.js';
import { DeskModule, SKILLS } from './desk.js';
import { ShopModule } from './shop.js';

const REFUNDS = 'skill://refunds/SKILL.md';
const EVERY = ['skill://acme/returns/SKILL.md', REFUNDS, 'skill://greeting/SKILL.md'];
const Anything = z.looseObject({});

async function open(way: Way) {
  const client = await way.connect(await serve(DeskModule).on('express'));
  const request = (method: string, params: Record<string, unknown> = {}) =>
    client.request({ method, params }, Anything);
  const read = async (uri: string) => (await client.readResource({ uri })).contents;
  return { client, request, read };
}

describe.each(WAYS)('skills, $name', (way) => {
  it('are announced', async () => {
    const { client } = await open(way);
    expect(client.getServerCapabilities()).toMatchObject({
      resources: {},
      extensions: { 'io.modelcontextprotocol/skills': { directoryRead: true } },
    });
  });

  it('are listed page by page', async () => {
    const { request } = await open(way);
    const first = (await request('skills/list')) as { skills: object[]; nextCursor?: string };
    const { nextCursor: cursor } = first;
    const second = (await request('skills/list', { cursor })) as typeof first;
    expect([...first.skills, ...second.skills]).toMatchObject(EVERY.map((uri) => ({ uri })));
    expect(second.nextCursor).toBeUndefined();
    expect('ttlMs' in first).toBe(way.era === 'modern');
    await expect(request('skills/list', { cursor: 'x' })).rejects.toMatchObject({ code: -32602 });
  });

  it('are found by their URI', async () => {
    const { request } = await open(way);
    const { skill } = (await request('skills/get', { uri: REFUNDS })) as { skill: object };
    expect(skill).toMatchObject({
      uri: REFUNDS,
      frontmatter: { name: 'refunds', metadata: { team: 'sales' } },
      resources: [
        { uri: REFUNDS },
        { uri: 'skill://refunds/references/codes/reasons.csv', size: 21 },
        { uri: 'skill://refunds/references/tone.md', size: 9 },
        { uri: 'skill://refunds/stamp.png', size: 8 },
      ],
    });
    const unknown = { uri: 'skill://refunds' };
    await expect(request('skills/get', unknown)).rejects.toMatchObject({ code: -32602 });
  });

  it('have a resource each in the list', async () => {
    const { request } = await open(way);
    const { resources } = (await request('resources/list')) as { resources: object[] };
    expect(resources[1]).toEqual({
      uri: REFUNDS,
      name: 'refunds',
      description: 'How to refund an order. Use it when a customer wants money back.',
      mimeType: 'text/markdown',
      size: (await readFile(join(SKILLS, 'refunds/SKILL.md'))).byteLength,
    });
  });

  it('have files that are read', async () => {
    const { read } = await open(way);
    expect(await read(REFUNDS)).toEqual([
      {
        uri: REFUNDS,
        mimeType: 'text/markdown',
        text: await readFile(join(SKILLS, 'refunds/SKILL.md'), 'utf8'),
      },
    ]);
    const stamp = 'skill://refunds/stamp.png';
    expect(await read(stamp)).toEqual([
      { uri: stamp, mimeType: 'image/png', blob: 'iVBORw0KGgo=' },
    ]);
    expect(await read('skill://greeting/SKILL.md')).toMatchObject([
      {
        text: '---\nname: "greeting"\ndescription: "How to greet"\nlicense: "MIT"\n---\n# Greetings\n\nSay hello.\n',
      },
    ]);
  });

  it.each([
    'skill://secret.txt',
    'skill://refunds/../secret.txt',
    'skill://refunds/..%2Fsecret.txt',
    'skill://refunds/%2e%2e/secret.txt',
    'skill://refunds/references/../../../skills.test.ts',
    'skill://refunds//stamp.png',
    'skill://refunds/references',
    'file:///etc/hostname',
  ])('have no file outside: %s', async (uri) => {
    const { read } = await open(way);
    await expect(read(uri)).rejects.toMatchObject({ data: { uri } });
  });

  it('have folders', async () => {
    const { request } = await open(way);
    const uri = 'skill://refunds/references';
    expect(await request('resources/directory/read', { uri })).toMatchObject({
      resources: [
        { uri: `${uri}/codes`, name: 'codes', mimeType: 'inode/directory' },
        { uri: `${uri}/tone.md`, name: 'tone.md', mimeType: 'text/markdown', size: 9 },
      ],
    });
    for (const wrong of [REFUNDS, 'skill://', 'skill://acme', 'skill://refunds/..']) {
      const reading = request('resources/directory/read', { uri: wrong });
      await expect(reading, wrong).rejects.toMatchObject({ code: -32602 });
    }
  });
});

describe.each(WAYS.filter(({ name }) => name.includes('v2')))('skills, SDK, $name', (way) => {
  it('are listed, walked and verified', async () => {
    const { client } = await open(way);
    const skills = new SkillsClient(client);
    expect([skills.supported, skills.directoryRead]).toEqual([true, true]);
    const { skills: listed } = await skills.list();
    expect(listed.map(({ uri }) => uri)).toEqual(EVERY);
    for (const skill of listed) {
      for (const { uri } of skill.resources as { uri: string }[]) {
        expect((await skills.read(skill, uri)).verified, uri).toBe(true);
      }
    }
    const { resources } = await skills.readDirectory('skill://refunds');
    expect(resources.map(({ name }) => name)).toEqual(['SKILL.md', 'references', 'stamp.png']);
  });
});

describe.each(WAYS)('a server without skills, $name', (way) => {
  it('neither announces nor has the methods', async () => {
    const client = await way.connect(await serve(ShopModule).on('express'));
    expect(client.getServerCapabilities()?.extensions).not.toHaveProperty([
      'io.modelcontextprotocol/skills',
    ]);
    for (const method of ['skills/list', 'skills/get', 'resources/directory/read']) {
      const request = { method, params: { uri: 'skill://a/SKILL.md' } };
      await expect(client.request(request, Anything)).rejects.toThrow('Method not found');
    }
  });
});
