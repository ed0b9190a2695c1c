import { EVERYTHING, offersOf } from '../../test/offers.fixture.js';
import { describe, expect, it } from 'vitest';
import { ServerIdentity } from './server.identity.js';

const info = { name: 'orders', version: '1.0.0' };

describe('ServerIdentity', () => {
  it('tells what a server needs to have', () => {
    const identity = new ServerIdentity(info, offersOf());
    expect(identity.info).toEqual(info);
    expect(Object.keys(identity.info)).toEqual(['name', 'version']);
    expect(identity.instructions).toBeUndefined();
    expect(identity.capabilities(true)).toEqual({ tools: { listChanged: true }, logging: {} });
  });

  it('tells all that was given, instructions apart', () => {
    const more = {
      title: 'Orders',
      description: 'The order desk',
      websiteUrl: 'https://example.com',
      icons: [{ src: 'https://example.com/a.png' }],
    };
    const identity = new ServerIdentity({ ...info, ...more, instructions: 'Be kind' }, offersOf());
    expect(identity.info).toEqual({ ...info, ...more });
    expect(identity.instructions).toBe('Be kind');
  });

  it('tells nothing of options that are none of its business', () => {
    const options = { ...info, timeout: 5, allowedHosts: ['internal.example'] };
    expect(new ServerIdentity(options, offersOf()).info).toEqual(info);
  });

  it('declares what is offered besides tools', () => {
    expect(new ServerIdentity(info, EVERYTHING).capabilities(true)).toEqual({
      tools: { listChanged: true },
      resources: { subscribe: true, listChanged: true },
      prompts: { listChanged: true },
      completions: {},
      logging: {},
      extensions: {
        'io.modelcontextprotocol/ui': {},
        'io.modelcontextprotocol/skills': { directoryRead: true },
      },
    });
  });

  it('promises no news to a client that cannot be told', () => {
    expect(new ServerIdentity(info, EVERYTHING).capabilities(false)).toMatchObject({
      tools: {},
      resources: {},
      prompts: {},
    });
    const declared = JSON.stringify(new ServerIdentity(info, EVERYTHING).capabilities(false));
    expect(declared).not.toMatch(/subscribe|listChanged/);
  });

  it('declares the extensions that it needs', () => {
    const { extensions } = new ServerIdentity(info, offersOf({ ui: true })).capabilities(true);
    expect(extensions).toEqual({ 'io.modelcontextprotocol/ui': {} });
  });
});
