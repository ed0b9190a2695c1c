import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../test/source.fixture.js';
import type { Change } from '../context/change.js';
import { Catalogs } from './catalogs.js';
import { ChangeFeed } from './change.feed.js';
import { createPromptEntry } from './prompt.factory.js';
import { createResourceEntry, createTemplateEntry } from './resource.factory.js';
import { createToolEntry } from './tool.factory.js';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function filled(changes = new ChangeFeed()): Catalogs {
  const catalogs = new Catalogs(changes);
  catalogs.tools.add(createToolEntry(sourceOf({ name: 'same' })));
  catalogs.prompts.add(createPromptEntry(sourceOf({ name: 'same' })));
  catalogs.resources.add(createResourceEntry(sourceOf({ uri: 'same:x' })));
  catalogs.templates.add(createTemplateEntry(sourceOf({ uriTemplate: 'same:{x}' })));
  return catalogs;
}

describe('the catalogues of a server', () => {
  it('count all that is offered, but not what completes it', () => {
    const catalogs = filled();
    catalogs.completers.add(sourceOf({ prompt: 'same', argument: 'a' }));
    expect(catalogs.size).toBe(4);
  });

  it('share no names', () => {
    expect(() => filled()).not.toThrow();
  });

  it('tell of resources and templates by the same notification, as the protocol has one', async () => {
    const changes = new ChangeFeed();
    const heard: Change[] = [];
    changes.subscribe((change) => void heard.push(change));
    filled(changes);
    await turn();
    expect(heard).toEqual([{ list: 'tools' }, { list: 'prompts' }, { list: 'resources' }]);
  });

  it.each([
    ['tools', 'Two tools are named'],
    ['prompts', 'Two prompts are named'],
    ['resources', 'Two resources are named'],
    ['templates', 'Two resource templates are named'],
  ] as const)('say what was given twice in %s', (kind, message) => {
    const catalogs = filled();
    const [entry] = [...catalogs[kind]];
    expect(() => catalogs[kind].add(entry as never)).toThrow(message);
  });
});
