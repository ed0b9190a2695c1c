import { describe, expect, it } from 'vitest';
import { META } from './envelope.js';
import { ResultEncoder } from './result.encoder.js';

const info = { name: 'orders', version: '1.0.0' };
const encoder = new ResultEncoder(info);

describe('ResultEncoder', () => {
  it('adds nothing for the legacy era', () => {
    const result = Object.freeze({ tools: [] });
    expect(encoder.encode('legacy', 'tools/list', result)).toBe(result);
  });

  it('says in the modern era that a result is complete, and whose it is', () => {
    expect(encoder.encode('modern', 'tools/call', { content: [] })).toEqual({
      resultType: 'complete',
      content: [],
      _meta: { [META.serverInfo]: info },
    });
  });

  it.each(['tools/list', 'server/discover', 'skills/list', 'skills/get'])(
    'gives %s hints for caching',
    (method) => {
      expect(encoder.encode('modern', method, {})).toMatchObject({
        ttlMs: 0,
        cacheScope: 'private',
      });
    },
  );

  it.each([
    ['server/discover', 'discover'],
    ['tools/list', 'tools'],
    ['resources/list', 'resources'],
    ['resources/templates/list', 'resourceTemplates'],
    ['prompts/list', 'prompts'],
  ])('gives %s the hint of %s, and others none of it', (method, name) => {
    const hinting = new ResultEncoder(info, { [name]: { ttlMs: 60_000, cacheScope: 'public' } });
    expect(hinting.encode('modern', method, {})).toMatchObject({
      ttlMs: 60_000,
      cacheScope: 'public',
    });
    expect(hinting.encode('modern', 'resources/read', {})).toMatchObject({
      ttlMs: 0,
      cacheScope: 'private',
    });
  });

  it('keeps what a hint leaves out private', () => {
    const hinting = new ResultEncoder(info, { tools: { ttlMs: 5 } });
    expect(hinting.encode('modern', 'tools/list', {})).toMatchObject({
      ttlMs: 5,
      cacheScope: 'private',
    });
  });

  it.each(['tools/call', 'subscriptions/listen', 'ping', 'toString'])('gives %s none', (method) => {
    expect(encoder.encode('modern', method, {})).not.toHaveProperty('ttlMs');
  });

  it('gives hints for a result that says itself that it is complete', () => {
    const result = { resultType: 'complete', contents: [] };
    expect(encoder.encode('modern', 'resources/read', result)).toMatchObject({ ttlMs: 0 });
  });

  it('leaves what a result says itself', () => {
    const result = { resultType: 'input_required', ttlMs: 5, _meta: { 'a/b': 1 } };
    expect(encoder.encode('modern', 'tools/list', result)).toEqual({
      resultType: 'input_required',
      ttlMs: 5,
      _meta: { [META.serverInfo]: info, 'a/b': 1 },
    });
  });

  it('drops metadata that is no object', () => {
    expect(encoder.encode('modern', 'x', { _meta: 'odd' })['_meta']).toEqual({
      [META.serverInfo]: info,
    });
  });

  it('does not change the result that it was given', () => {
    const result = Object.freeze({ _meta: Object.freeze({}) });
    expect(() => encoder.encode('modern', 'x', result)).not.toThrow();
  });
});

/** A result as a class of an application may be, which says itself what its JSON is. */
class Report {
  readonly content = [];

  toJSON(): string {
    return 'a report';
  }
}

describe('the JSON of a result', () => {
  it.each<[string, object]>([
    ['of nothing', {}],
    ['with content', { content: [{ type: 'text', text: '"{}' }] }],
    ['with members that JSON leaves out', { content: undefined }],
    ['with _meta', { content: [], _meta: { a: 1 } }],
    ['with _meta that is none', { content: [], _meta: undefined }],
    ['that asks', { resultType: 'input_required', inputRequests: {} }],
    ['that has a form of its own', new Report()],
    ['with inherited members', Object.create({ content: [] }) as object],
  ])('%s is that of its form in the modern era', (_, result) => {
    const given = result as Record<string, unknown>;
    for (const method of ['tools/call', 'resources/read']) {
      const json = encoder.stringify('modern', method, given);
      expect(json).toBe(JSON.stringify(encoder.encode('modern', method, given)));
    }
  });

  it('has nothing added in the legacy era', () => {
    expect(encoder.stringify('legacy', 'tools/call', { content: [] })).toBe('{"content":[]}');
  });
});
