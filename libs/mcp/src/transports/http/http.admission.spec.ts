import type { HttpAdapterHost } from '@nestjs/core';
import { describe, expect, it, vi } from 'vitest';
import { rawHttp } from '../../../test/http.fixture.js';
import { HostPolicy } from '../../security/host.policy.js';
import { HttpAdmission } from './http.admission.js';

function admissionTo(address: unknown) {
  const policy = new HostPolicy({ allowedHosts: [], allowedOrigins: [] });
  const check = vi.spyOn(policy, 'check');
  const getHttpServer = vi.fn(() => ({ address: () => address }));
  const host = { httpAdapter: { getHttpServer } } as unknown as HttpAdapterHost;
  return { admission: new HttpAdmission(policy, host), check, getHttpServer };
}

describe('HttpAdmission', () => {
  it.each([
    [{ address: '127.0.0.1', port: 1 }, true],
    [{ address: '::1', port: 1 }, true],
    [{ address: '0.0.0.0', port: 1 }, false],
    [{ address: '::', port: 1 }, false],
    ['/run/app.sock', false],
    [null, false],
  ])('knows for %j whether only this machine gets here: %s', (address, expected) => {
    const { admission, check } = admissionTo(address);
    const raw = rawHttp({ headers: { host: 'localhost' } });
    admission.admit(raw);
    expect(check).toHaveBeenCalledWith(raw, expected);
  });

  it('looks at the address once', () => {
    const { admission, getHttpServer } = admissionTo({ address: '127.0.0.1' });
    const raw = rawHttp({ headers: { host: 'localhost' } });
    admission.admit(raw);
    admission.admit(raw);
    expect(getHttpServer).toHaveBeenCalledOnce();
  });

  it('goes by the host of a whole URL, whatever the Host header says (RFC 9112, 3.2.2)', () => {
    const { admission } = admissionTo({ address: '127.0.0.1' });
    const ask = (url: string, host: string) => () =>
      admission.admit(rawHttp({ url, headers: { host } }));
    expect(ask('http://localhost:80/mcp', 'evil.example')).not.toThrow();
    expect(ask('http://evil.example/mcp', 'localhost')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN_HOST' }),
    );
    expect(ask('http://localhost:99999/mcp', 'localhost')).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST' }),
    );
  });

  it('refuses what the policy refuses', () => {
    const { admission } = admissionTo({ address: '127.0.0.1' });
    expect(() => admission.admit(rawHttp({ headers: { host: 'evil.example' } }))).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN_HOST' }),
    );
  });
});
