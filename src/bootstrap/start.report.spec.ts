import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../config/configuration.loader.js';
import { startReport } from './start.report.js';

const report = (...flags: string[]) =>
  startReport({
    configuration: loadConfiguration(flags, {}, '1.2.3'),
    url: 'http://127.0.0.1:3020',
    tools: 5,
  });

describe('startReport', () => {
  it('names the server, its tools and its addresses', () => {
    const text = report();
    expect(text).toContain('order-desk 1.2.3 serves 5 tools');
    expect(text).toContain('http://127.0.0.1:3020/mcp ');
    expect(text).toContain('http://127.0.0.1:3020/mcp/sse');
    expect(text).toContain('http://127.0.0.1:3020/health');
  });

  it('leaves Streamable HTTP out where it is off', () => {
    expect(report('--transport', 'sse')).not.toContain('Streamable HTTP');
  });

  it.each([
    ['127.0.0.1', 'this machine only'],
    ['localhost', 'this machine only'],
    ['::1', 'this machine only'],
    ['0.0.0.0', 'everyone who can reach 0.0.0.0, without authentication'],
  ])('says who reaches %s', (host, audience) => {
    expect(report('--host', host)).toContain(audience);
  });

  it('names the browsers that may call', () => {
    expect(report('--allowed-origins', 'https://app.example')).toContain(
      'browsers from https://app.example',
    );
  });
});
