import { describe, expect, it, vi } from 'vitest';

import { runApplication, type Surface } from './application.runner.js';

async function run(flags: readonly string[], start = vi.fn(async () => {})) {
  const said = { stdout: '', stderr: '', codes: [] as number[] };
  const surface: Surface = {
    argv: ['node', 'main.js', ...flags],
    env: {},
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    exit: (code) => void said.codes.push(code),
  };
  await runApplication('1.2.3', start, surface);
  return { ...said, start };
}

describe('runApplication', () => {
  it('starts with the configuration and stays silent', async () => {
    const { start, ...said } = await run(['--port', '4000']);
    expect(start).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ port: 4000 }));
    expect(said).toEqual({ stdout: '', stderr: '', codes: [] });
  });

  it('prints the version on stdout and exits with 0', async () => {
    const { start, ...said } = await run(['--version']);
    expect(start).not.toHaveBeenCalled();
    expect(said).toEqual({ stdout: '1.2.3\n', stderr: '', codes: [0] });
  });

  it('prints help on stdout and exits with 0', async () => {
    const { stdout, stderr, codes } = await run(['--help']);
    expect(stdout).toContain('--max-connections <number>');
    expect({ stderr, codes }).toEqual({ stderr: '', codes: [0] });
  });

  it('explains a wrong configuration on stderr and exits with 2', async () => {
    const { start, stdout, stderr, codes } = await run(['--port', 'abc']);
    expect(start).not.toHaveBeenCalled();
    expect(stderr).toContain('--port is "abc", which is not allowed');
    expect({ stdout, codes }).toEqual({ stdout: '', codes: [2] });
  });

  it('explains a failed start with the settings it had and exits with 1', async () => {
    const inUse = Object.assign(new Error('listen'), { code: 'EADDRINUSE', syscall: 'listen' });
    const { stdout, stderr, codes } = await run(['--port', '81'], vi.fn().mockRejectedValue(inUse));
    expect(stderr).toBe('port 81 on 127.0.0.1 is in use: choose another with --port\n');
    expect({ stdout, codes }).toEqual({ stdout: '', codes: [1] });
  });
});
