import { deriveKey } from '../../security/derived.key.js';
import { NotFoundException } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../../test/exchange.fixture.js';
import { skillOf } from '../../../test/skill.fixture.js';
import { sourceOf } from '../../../test/source.fixture.js';
import type { Handler } from '../../catalog/catalog.js';
import { Catalogs } from '../../catalog/catalogs.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { createResourceEntry, createTemplateEntry } from '../../catalog/resource.factory.js';
import { createSkillEntry } from '../../catalog/skill.factory.js';
import { createUiResourceEntry } from '../../catalog/ui-resource.factory.js';
import { HandlerRunner } from '../../execution/handler.runner.js';
import { InteractiveRunner } from '../../execution/interaction/interactive.runner.js';
import { StateSealer } from '../../execution/interaction/state.sealer.js';
import { ReadResourceOperation } from './read-resource.operation.js';

const runner = new HandlerRunner(
  { timeout: 0, resultBytes: 4096 },
  new InteractiveRunner(
    new StateSealer(deriveKey(undefined, 'state'), 60_000, () => undefined),
    1000,
  ),
);
const cache = { ttlMs: 5000, cacheScope: 'public' as const };

let catalogs: Catalogs;
let operation: ReadResourceOperation;

beforeEach(() => {
  catalogs = new Catalogs(new ChangeFeed());
  operation = new ReadResourceOperation(
    catalogs.resources,
    catalogs.templates,
    catalogs.skills,
    runner,
  );
});

const resource = (uri: string, handler: Handler) =>
  catalogs.resources.add(createResourceEntry(sourceOf({ uri, cache }, handler)));
const template = (uriTemplate: string, handler: Handler) =>
  catalogs.templates.add(createTemplateEntry(sourceOf({ uriTemplate }, handler)));
const read = (uri: unknown, peer = legacyPeer()) =>
  operation.run(exchangeOf({ method: 'resources/read', params: { uri }, peer }));
const text = (uri: string, value: string) => ({ contents: [{ uri, text: value }] });

describe('resources/read', () => {
  it('reads the resource at the URI', async () => {
    const handler = vi.fn(() => 'all');
    resource('orders://all', handler);
    expect(await read('orders://all')).toEqual(text('orders://all', 'all'));
    expect(handler).toHaveBeenCalledWith({}, expect.anything());
  });

  it('reads the files of a skill, before any template', async () => {
    template('skill://{+path}', () => 'template');
    const readFile = (file: { uri: string }) => Promise.resolve({ uri: file.uri, text: 'file' });
    catalogs.skills.add(createSkillEntry(skillOf(), 'Desk#refunds', readFile));
    const uri = 'skill://refunds/references/codes.md';
    expect(await read(uri)).toEqual(text(uri, 'file'));
    const other = 'skill://refunds/other.md';
    expect(await read(other)).toEqual(text(other, 'template'));
  });

  it('tells hosts what they must know of a page', async () => {
    const options = { uri: 'ui://shop/cart', prefersBorder: true };
    catalogs.resources.add(createUiResourceEntry(sourceOf(options, () => '<p>')));
    expect(await read(options.uri)).toEqual({
      contents: [
        {
          uri: options.uri,
          mimeType: 'text/html;profile=mcp-app',
          text: '<p>',
          _meta: { ui: { prefersBorder: true } },
        },
      ],
    });
  });

  it('hands the variables of a template to its handler', async () => {
    const handler = vi.fn(() => 'one');
    template('orders://{customer}/{number}', handler);
    expect(await read('orders://ada/A%2F1')).toEqual(text('orders://ada/A%2F1', 'one'));
    expect(handler).toHaveBeenCalledWith({ customer: 'ada', number: 'A/1' }, expect.anything());
  });

  it('prefers a resource to a template, and the first template to the next', async () => {
    template('orders://{any}', () => 'first');
    template('orders://{other}', () => 'second');
    resource('orders://all', () => 'resource');
    expect(await read('orders://all')).toEqual(text('orders://all', 'resource'));
    expect(await read('orders://7')).toEqual(text('orders://7', 'first'));
  });

  it('passes over what is disabled', async () => {
    resource('orders://all', () => 'resource');
    template('orders://{any}', () => 'template');
    catalogs.resources.setEnabled('orders://all', false);
    expect(await read('orders://all')).toEqual(text('orders://all', 'template'));
    catalogs.templates.setEnabled('orders://{any}', false);
    await expect(read('orders://all')).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  });

  it('tells only 2026-07-28 clients how long they may keep it', async () => {
    resource('orders://all', () => 'all');
    expect(await read('orders://all', modernPeer())).toMatchObject(cache);
    expect(await read('orders://all')).not.toHaveProperty('ttlMs');
  });

  it('lets a finished result say something else', async () => {
    resource('orders://all', () => ({ ...text('orders://all', 'x'), ttlMs: 1, _meta: { a: 1 } }));
    expect(await read('orders://all', modernPeer())).toMatchObject({
      ttlMs: 1,
      cacheScope: 'public',
      _meta: { a: 1 },
    });
  });

  it('gives no cache hint with what asks for input', async () => {
    resource('orders://all', () => ({ resultType: 'input_required' }));
    expect(await read('orders://all', modernPeer())).not.toHaveProperty('ttlMs');
  });
});

describe('a resource that is not there', () => {
  const missing = (uri: string, message = `Resource not found: ${uri}`) => ({
    code: 'RESOURCE_NOT_FOUND',
    message,
    data: { uri },
  });

  it('is one that nobody offers', async () => {
    await expect(read('orders://1')).rejects.toMatchObject(missing('orders://1'));
  });

  it.each([undefined, null])('is one whose handler gives %o', async (nothing) => {
    template('orders://{number}', () => nothing);
    await expect(read('orders://1')).rejects.toMatchObject(missing('orders://1'));
  });

  it('is one whose handler says so', async () => {
    template('orders://{number}', () => {
      throw new NotFoundException('There is no order 1');
    });
    await expect(read('orders://1')).rejects.toMatchObject(
      missing('orders://1', 'There is no order 1'),
    );
  });

  it('is not one whose handler fails', async () => {
    template('orders://{number}', () => {
      throw new Error('internals');
    });
    await expect(read('orders://1')).rejects.toThrow('internals');
  });
});

it.each([undefined, null, 7, {}])('refuses the URI %o', async (uri) => {
  await expect(read(uri)).rejects.toMatchObject({
    code: 'INVALID_PARAMS',
    message: 'Invalid params: uri must be a string',
  });
});
