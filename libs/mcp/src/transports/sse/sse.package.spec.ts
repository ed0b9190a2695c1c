import { describe, expect, it, vi } from 'vitest';
import { loadSseTransport } from './sse.package.js';

describe('loadSseTransport', () => {
  it('loads the class of the optional package', async () => {
    expect((await loadSseTransport()).name).toBe('SSEServerTransport');
  });

  it('says what to do if the package is not there', async () => {
    vi.doMock('@modelcontextprotocol/sdk/server/sse.js', () => {
      throw new Error('Cannot find package');
    });
    await expect(loadSseTransport()).rejects.toMatchObject({
      code: 'MISSING_PACKAGE',
      message: expect.stringContaining('npm install @modelcontextprotocol/sdk'),
      cause: expect.any(Error),
    });
    vi.doUnmock('@modelcontextprotocol/sdk/server/sse.js');
  });
});
