import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { serverToken } from './context/server.token.js';
import { McpHealthIndicator } from './health/mcp.health.js';
import {
  DEFAULT_EXTRAS,
  resolveExtras,
  type McpModuleExtras,
  type McpModuleOptions,
  type ResolvedExtras,
} from './mcp.options.js';
import {
  bodyPrecedence,
  directRoute,
  endpointCheck,
  fastifySlashes,
} from './mcp.http.providers.js';
import { providersOf } from './mcp.providers.js';
import { McpRegistry } from './mcp.registry.js';
import { ConnectionFactory } from './transports/connection.factory.js';
import { HostCheck } from './transports/http/host.check.js';
import type { HttpRouteOptions } from './transports/http/route.options.js';
import { createSseController } from './transports/sse/sse.controller.js';
import { createStreamableHttpController } from './transports/streamable-http/streamable-http.controller.js';

const OPTIONS = Symbol('nest-mcp:options');
const PUBLIC_PARTS = [McpRegistry, McpHealthIndicator, HostCheck, ConnectionFactory];

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<McpModuleOptions>({
    moduleName: 'Mcp',
    optionsInjectionToken: OPTIONS,
  })
    .setClassMethodName('forRoot')
    .setExtras<McpModuleExtras>({ ...DEFAULT_EXTRAS }, (definition, extras) =>
      composeServer(definition, resolveExtras(extras)),
    )
    .build();

/** Completes the module that the builder makes: the parts of one server and its routes. */
function composeServer(definition: DynamicModule, extras: ResolvedExtras): DynamicModule {
  return {
    ...definition,
    global: true,
    imports: [...(definition.imports ?? []), DiscoveryModule],
    controllers: controllersOf(extras),
    providers: [
      ...(definition.providers ?? []),
      ...providersOf(extras, OPTIONS),
      endpointCheck(extras, definition.module),
      bodyPrecedence(extras, definition.module),
      fastifySlashes(extras, definition.module),
      ...directRoute(extras, definition.module),
    ],
    exports: PUBLIC_PARTS.map((part) => serverToken<object>(part as never, extras.server)),
  };
}

function controllersOf(extras: ResolvedExtras) {
  const route: HttpRouteOptions = {
    path: extras.path,
    version: extras.apiVersion,
    decorators: extras.controllerDecorators,
  };
  return [
    ...(extras.streamableHttp ? [createStreamableHttpController(route)] : []),
    ...(extras.sse ? [createSseController(route)] : []),
  ];
}
