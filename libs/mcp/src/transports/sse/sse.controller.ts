import { Controller, Get, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { takeOver } from '../http/raw.http.js';
import { refuseOthers } from '../http/refused.methods.js';
import type { HttpRouteOptions } from '../http/route.options.js';
import { SseEndpoint } from './sse.endpoint.js';

/** The HTTP methods that are served, at two addresses. */
abstract class ServedMethods {
  constructor(readonly endpoint: SseEndpoint) {}

  @Get('sse')
  async open(@Req() request: unknown, @Res() response: unknown): Promise<void> {
    await this.endpoint.open(takeOver(request, response));
  }

  @Post('messages')
  async receive(@Req() request: unknown, @Res() response: unknown): Promise<void> {
    await this.endpoint.receive(takeOver(request, response));
  }
}

/** Makes the controller of one server's HTTP+SSE endpoints. */
export function createSseController({ path, version, decorators }: HttpRouteOptions): Type {
  @Controller({ path, version })
  class McpSseController extends ServedMethods {
    constructor(@Inject(SseEndpoint) endpoint: SseEndpoint) {
      super(endpoint);
    }
  }
  refuseOthers(McpSseController, 'sse', ['GET']);
  refuseOthers(McpSseController, 'messages', ['POST']);
  for (const decorate of decorators) decorate(McpSseController);
  return McpSseController;
}
