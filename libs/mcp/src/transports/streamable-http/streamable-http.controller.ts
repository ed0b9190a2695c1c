import {
  Controller,
  Delete,
  Get,
  Head,
  Inject,
  Patch,
  Post,
  Put,
  Req,
  Res,
  type Type,
} from '@nestjs/common';
import type { Awaitable } from '../../context/awaitable.js';
import { takeOver } from '../http/raw.http.js';
import type { HttpRouteOptions } from '../http/route.options.js';
import { StreamableHttpEndpoint } from './streamable-http.endpoint.js';

/** The HTTP methods that the endpoint serves. */
abstract class ServedMethods {
  constructor(protected readonly endpoint: StreamableHttpEndpoint) {}

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

    // Nest maps it before the inherited GET, which the adapters would otherwise let answer HEAD.
    @Head()
    head(@Req() request: unknown, @Res() response: unknown): void {
      this.endpoint.refuse(takeOver(request, response));
    }

    @Put()
    put(@Req() request: unknown, @Res() response: unknown): void {
      this.endpoint.refuse(takeOver(request, response));
    }

    @Patch()
    patch(@Req() request: unknown, @Res() response: unknown): void {
      this.endpoint.refuse(takeOver(request, response));
    }
  }
  for (const decorate of decorators) decorate(McpStreamableHttpController);
  return McpStreamableHttpController;
}
