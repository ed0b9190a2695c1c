import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { serverToken } from '../../context/server.token.js';
import { requireServer } from '../../discovery/server.assignment.js';
import { printable } from '../../context/printable.js';
import { messageOf } from '../../errors/error.message.js';
import { McpError } from '../../errors/mcp.error.js';
import { isLoopbackAddress, isLoopbackHost } from '../../security/host.policy.js';
import { QuietLog } from '../../sessions/quiet.log.js';
import { sendJson } from './answer.js';
import type { Admittance, HttpAdmission } from './http.admission.js';

/** Characters; a host name has 253 at most. */
const LONGEST_REASON = 320;

type Asking = IncomingMessage & { readonly originalUrl?: string };
type Middleware = (request: Asking, response: ServerResponse, next: () => void) => void;

/** The host and origin check of one server, in front of routes that are none of ours. */
export class HostCheck {
  private readonly quiet = new QuietLog();
  private refused = 0;

  constructor(private readonly admission: HttpAdmission) {}

  readonly use: Middleware = (request, response, next) => {
    try {
      this.admission.admit(admittanceOf(request), isLocal(request));
    } catch (error) {
      refuse(response, error);
      return this.tell(error);
    }
    next();
  };

  /** It may stand before whatever logs requests. */
  private tell(error: unknown): void {
    this.refused++;
    this.quiet.warn(
      () =>
        `mcpHostCheck refused a request (${this.refused} so far): ` +
        `${printable(messageOf(error), LONGEST_REASON)} It goes by allowedHosts and allowedOrigins.`,
    );
  }
}

/**
 * Middleware that checks hosts and origins in front of all routes, as the endpoint of a server does:
 * `app.use(mcpHostCheck(app))`. Without it a web page whose name leads to this machine reads what your own
 * routes answer (DNS rebinding).
 *
 * @param server the name given to `forRoot`; its `allowedHosts` and `allowedOrigins` hold
 * @throws McpError `UNKNOWN_SERVER`
 * @publicApi
 */
export function mcpHostCheck(app: INestApplication, server?: string): Middleware {
  requireServer(app.get(ModulesContainer), 'mcpHostCheck()', server);
  return app.get<HostCheck>(serverToken(HostCheck, server), { strict: false }).use;
}

/** A page of the application itself may call it: what protects it is the check of the host. */
function admittanceOf({ url = '/', originalUrl = url, headers }: Asking): Admittance {
  const { origin = '', host } = headers;
  const own = URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
  return { url: originalUrl, headers: own ? { host } : headers };
}

/** Health checks ask so, wherever the server is bound. No other name can lead to this machine's own. */
function isLocal({ headers, socket }: Asking): boolean {
  return isLoopbackHost(headers.host) && isLoopbackAddress(socket.remoteAddress);
}

/** As Nest answers for other routes. */
function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof McpError)) throw error;
  const { message, definition } = error;
  const statusCode = definition.status ?? 400;
  const body = { statusCode, message, error: STATUS_CODES[statusCode] };
  sendJson(response, statusCode, JSON.stringify(body));
}
