import type { AddressInfo } from 'node:net';
import type { HttpAdapterHost } from '@nestjs/core';
import { isLoopbackAddress, type HostPolicy } from '../../security/host.policy.js';
import { targetUrl, type Headed, type RawHttp } from './raw.http.js';

interface ListeningServer {
  address(): AddressInfo | string | null;
}

/** What of a request the decision needs. */
export type Admittance = Pick<RawHttp, 'headers' | 'url'>;

/** Decides at the door whether a request may come in. */
export class HttpAdmission {
  private loopback: boolean | undefined;

  constructor(
    private readonly policy: HostPolicy,
    private readonly host: HttpAdapterHost,
  ) {}

  /**
   * @param local whether it is known to come from this machine
   * @throws McpError `FORBIDDEN_HOST`, `FORBIDDEN_ORIGIN` or `INVALID_REQUEST`
   */
  readonly admit = (raw: Admittance, local = false): void => {
    // A server that answers is bound, and stays so.
    this.loopback ??= isBoundToLoopback(this.host);
    this.policy.check(isWhole(raw.url) ? atTarget(raw) : raw, local || this.loopback);
  };
}

/** Whether a request names a host in its address. */
function isWhole(target: string): boolean {
  return !target.startsWith('/');
}

/** A server "MUST ignore the received Host header field" then (RFC 9112, 3.2.2). */
function atTarget({ url, headers }: Admittance): Headed {
  return { headers: { ...headers, host: targetUrl(url).host } };
}

function isBoundToLoopback({ httpAdapter }: HttpAdapterHost): boolean {
  const address = (httpAdapter.getHttpServer() as ListeningServer).address();
  return typeof address === 'object' && isLoopbackAddress(address?.address);
}
