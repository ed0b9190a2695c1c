import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sourceOf } from '../../test/source.fixture.js';
import { Catalogs } from '../catalog/catalogs.js';
import { ChangeFeed } from '../catalog/change.feed.js';
import { SkillLoader } from './skill.loader.js';

let directory: string;
let catalogs: Catalogs;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'skills-'));
  catalogs = new Catalogs(new ChangeFeed());
});

afterEach(() => rm(directory, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(directory, path)), { recursive: true });
  await writeFile(join(directory, path), text);
}

const manifest = (name: string, description = 'description: What it is for\n') =>
  `---\nname: ${name}\n${description}---\n# Title\n`;
const fromFolder = () => new SkillLoader(catalogs, directory).load([]);
const fromMethod = (value: unknown, name = 'greeting') =>
  new SkillLoader(catalogs, undefined).load([
    sourceOf({ name, description: 'How to greet' }, () => value),
  ]);
const refused = (message: string) =>
  expect.objectContaining({
    code: 'INVALID_SKILL',
    message: `These skills cannot be served; correct or remove them:\n${message}`,
  }) as Error;

describe('skills in a folder', () => {
  it('are offered, and their SKILL.md is a resource', async () => {
    await write('refunds/SKILL.md', manifest('refunds'));
    await write('acme/returns/SKILL.md', manifest('returns'));
    await fromFolder();
    const uris = ['skill://acme/returns/SKILL.md', 'skill://refunds/SKILL.md'];
    expect(catalogs.skills.keys()).toEqual(uris);
    expect(catalogs.resources.keys()).toEqual(uris);
    expect(catalogs.offered).toMatchObject({ skills: true, resources: true });
    expect(catalogs.skills.find(uris[1]!)?.origin).toBe(join(directory, 'refunds/SKILL.md'));
  });

  it.each([
    [
      'another name',
      manifest('returns'),
      'frontmatter name "returns" must match the last path segment "refunds"',
    ],
    [
      'no description',
      manifest('refunds', ''),
      'SKILL.md frontmatter must contain string "name" and "description"',
    ],
    [
      'no front matter',
      '# Refunds',
      'SKILL.md frontmatter: line 1: SKILL.md must begin with a "---" line',
    ],
  ])('stop the start with %s', async (_name, text, problem) => {
    await write('refunds/SKILL.md', text);
    await expect(fromFolder()).rejects.toThrow(
      refused(`- ${join(directory, 'refunds/SKILL.md')}: ${problem}`),
    );
    expect(catalogs.offered.skills).toBe(false);
  });

  it('stop the start with a link, which may lead anywhere', async () => {
    await write('refunds/SKILL.md', manifest('refunds'));
    await symlink('/etc/hostname', join(directory, 'refunds/name'));
    await expect(fromFolder()).rejects.toThrow(
      refused(
        `- ${join(directory, 'refunds/name')}: symlinks and other special files are not followed; ` +
          'copy the file instead',
      ),
    );
  });

  it('stop the start if there is no such folder', async () => {
    const loader = new SkillLoader(catalogs, join(directory, 'missing'));
    await expect(loader.load([])).rejects.toThrow('cannot be listed: ENOENT');
  });

  it('may be none, with a warning', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await fromFolder();
    expect(warn).toHaveBeenCalledWith(
      `${directory}: no skills found (a skill is a folder containing SKILL.md)`,
    );
    expect(catalogs.offered.skills).toBe(false);
    warn.mockRestore();
  });
});

describe('the package of the extension', () => {
  it('is loaded only where there are skills', async () => {
    const absent = () => {
      throw new Error('loaded');
    };
    const packages = ['', '/node'].map((part) => `@modelcontextprotocol/server/ext/skills${part}`);
    for (const name of packages) vi.doMock(name, absent);
    await expect(new SkillLoader(catalogs, undefined).load([])).resolves.toBeUndefined();
    await expect(fromMethod('Hello')).rejects.toThrow();
    await expect(fromFolder()).rejects.toThrow();
    for (const name of packages) vi.doUnmock(name);
  });
});

describe('skills of methods', () => {
  it('are offered under their names', async () => {
    await fromMethod(Promise.resolve({ body: 'Hello', files: { 'a/b.txt': 'b' } }));
    expect([...catalogs.skills].map(({ key, origin }) => [key, origin])).toEqual([
      ['skill://greeting/SKILL.md', 'Offers#run'],
    ]);
    expect(catalogs.skills.file('skill://greeting/a/b.txt')).toBeDefined();
  });

  it('have the name of their method', async () => {
    const loader = new SkillLoader(catalogs, undefined);
    await loader.load([sourceOf({ description: 'How to run' }, () => 'Run')]);
    expect(catalogs.skills.keys()).toEqual(['skill://run/SKILL.md']);
  });

  it.each([
    ['Greeting', 'a', 'frontmatter name "Greeting" must be 1-64 lowercase'],
    ['greeting', { body: 'a', files: { '../../etc/passwd': 'x' } }, 'file path must be a relative'],
  ])('stop the start where they are wrong: %s', async (name, value, problem) => {
    await expect(fromMethod(value, name)).rejects.toMatchObject({
      code: 'INVALID_SKILL',
      message: expect.stringContaining(`- Offers#run: `) as string,
    });
    await expect(fromMethod(value, name)).rejects.toThrow(problem);
  });

  it('stop the start where a folder has the same', async () => {
    await write('greeting/SKILL.md', manifest('greeting'));
    await fromFolder();
    await expect(fromMethod('Hello')).rejects.toMatchObject({
      code: 'DUPLICATE_NAME',
      message: expect.stringContaining(
        `${join(directory, 'greeting/SKILL.md')} and Offers#run`,
      ) as string,
    });
  });
});
