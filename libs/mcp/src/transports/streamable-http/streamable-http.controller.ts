import { Controller, Delete, Get, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import type { Awaitable } from '../../context/awaitable.js';
import { takeOver } from '../http/raw.http.js';
import { refuseOthers } from '../http/refused.methods.js';
import type { HttpRouteOptions } from '../http/route.options.js';
import { StreamableHttpEndpoint } from './streamable-http.endpoint.js';

/** The HTTP methods that the endpoint serves. */
abstract class ServedMethods {
  constructor(readonly endpoint: StreamableHttpEndpoint) {}

  @Post()
  post(@Req() request: unknown, @Res() response: unknown): Awaitable<void> {
    return this.endpoint.post(takeOver(request, response));
  }

  @Get()
  get(@Req() request: unknown, @Res() response: unknown): Promise<void> {
    return this.endpoint.get(takeOver(request, response));
  }

  @Delete()
  delete(@Req() request: unknown, @Res() response: unknown): void {
    this.endpoint.delete(takeOver(request, response));
  }
}

/**
 * Makes the controller of one server's endpoint. A class of its own for each server, because Nest
 * reads the path from the class.
 */
export function createStreamableHttpController({
  path,
  version,
  decorators,
}: HttpRouteOptions): Type {
  @Controller({ path, version })
  class McpStreamableHttpController extends ServedMethods {
    constructor(@Inject(StreamableHttpEndpoint) endpoint: StreamableHttpEndpoint) {
      super(endpoint);
    }
  }
  refuseOthers(McpStreamableHttpController, '', ['GET', 'POST', 'DELETE']);
  for (const decorate of decorators) decorate(McpStreamableHttpController);
  return McpStreamableHttpController;
}
