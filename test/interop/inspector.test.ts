import { onTestFinished, afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Served } from '../support/serve.js';
import { processFile } from '../support/wire/process.files.js';
import { INSPECTOR, INSPECTOR_FOLDER } from './bridges/package.files.js';
import { ProcessGroup } from './bridges/process.group.js';
import { LOGO, StoryModule } from './story/desk.js';

/** It looks for its own package.json from the folder that it is started in. */
const FROM = { cwd: INSPECTOR_FOLDER };

async function inspect(target: readonly string[], method: string, ...more: string[]) {
  const args = [INSPECTOR, '--cli', ...target, '--method', method, ...more];
  const inspector = ProcessGroup.start(args, FROM);
  onTestFinished(() => inspector.close());
  const { code, stdout, stderr } = await inspector.output();
  return { code, stderr, result: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
}

const TARGETS: Readonly<Record<string, (served: Served) => string[]>> = {
  'over Streamable HTTP': ({ at }) => [String(at('/mcp')), '--transport', 'http'],
  'over HTTP+SSE': ({ at }) => [String(at('/mcp/sse')), '--transport', 'sse'],
  'over stdio': () => [process.execPath, processFile('desk')],
};

describe.each(Object.keys(TARGETS))("the Inspector's command line %s", (name) => {
  let target: readonly string[];
  let served: Served;
  beforeAll(async () => {
    served = await serve(StoryModule).untilClosed('express');
    target = TARGETS[name]!(served);
  });
  afterAll(() => served.close());

  it('lists the tools', async () => {
    const { code, result } = await inspect(target, 'tools/list');
    expect(code).toBe(0);
    expect(result).toHaveProperty('tools.1.name', 'count');
    expect(result).toHaveProperty('tools.1.outputSchema.required', ['words', 'longest']);
  });

  it('calls a tool', async () => {
    const call = ['--tool-name', 'count', '--tool-arg', 'text=all the news'];
    const { code, result } = await inspect(target, 'tools/call', ...call);
    expect(code).toBe(0);
    expect(result).toMatchObject({ structuredContent: { words: 3, longest: 'news' } });
  });

  it('reads a resource', async () => {
    const { code, result } = await inspect(target, 'resources/read', '--uri', 'desk://logo');
    expect(code).toBe(0);
    const blob = Buffer.from(LOGO).toString('base64');
    expect(result).toEqual({ contents: [{ uri: 'desk://logo', mimeType: 'image/png', blob }] });
  });

  it('gets a prompt', async () => {
    const asked = ['--prompt-name', 'summarise', '--prompt-args', 'text=Rain.'];
    const { code, result } = await inspect(target, 'prompts/get', ...asked);
    expect(code).toBe(0);
    expect(result).toHaveProperty('messages.0.content.text', 'Summarise: Rain.');
  });

  it('shows what the server refuses', async () => {
    const { code, stderr } = await inspect(target, 'resources/read', '--uri', 'desk://none');
    expect(code).not.toBe(0);
    expect(stderr).toContain('Resource not found: desk://none');
  });
});
