import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';

/** What Express and its router keep on a request. */
const OF_REQUESTS = {
  res: undefined,
  next: undefined,
  baseUrl: undefined,
  originalUrl: undefined,
  _parsedUrl: undefined,
  params: undefined,
  body: undefined,
  route: undefined,
};

/** What Express keeps on a response, and Node once the response has a status. */
const OF_RESPONSES = {
  req: undefined,
  locals: undefined,
  statusCode: 200,
  statusMessage: undefined,
};

/**
 * Gives requests and responses the members that Express will fill, before Express changes their
 * prototypes. An object that gains members after that has a hidden class of its own, at which V8's
 * inline caches miss.
 */
export class ExpressShapes implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // An application without HTTP has no adapter, or one that does nothing.
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | null;
    if (adapter?.getType() !== 'express') return;
    const server = adapter.getHttpServer() as Server | undefined;
    // Each MCP server of an application comes here.
    if (server?.listeners('request').includes(shape)) return;
    server?.prependListener('request', shape);
  }
}

function shape(request: IncomingMessage, response: ServerResponse): void {
  Object.assign(request, OF_REQUESTS);
  Object.assign(response, OF_RESPONSES);
}
