import type { AddressInfo } from 'node:net';
import type { HttpAdapterHost } from '@nestjs/core';
import { isLoopbackAddress, type HostPolicy } from '../../security/host.policy.js';
import type { RawHttp } from './raw.http.js';

interface ListeningServer {
  address(): AddressInfo | string | null;
}

/** Decides at the door whether a request may come in. */
export class HttpAdmission {
  private loopback: boolean | undefined;

  constructor(
    private readonly policy: HostPolicy,
    private readonly host: HttpAdapterHost,
  ) {}

  /** @throws McpError `FORBIDDEN_HOST` or `FORBIDDEN_ORIGIN` */
  readonly admit = (raw: RawHttp): void => {
    // A server that answers is bound, and stays so.
    this.loopback ??= isBoundToLoopback(this.host);
    this.policy.check(raw, this.loopback);
  };
}

function isBoundToLoopback({ httpAdapter }: HttpAdapterHost): boolean {
  const address = (httpAdapter.getHttpServer() as ListeningServer).address();
  return typeof address === 'object' && isLoopbackAddress(address?.address);
}
