import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { FastExpressAdapter } from 'nest-mcp/express';

/** The HTTP adapters that everything is tested on. */
export const ADAPTERS = {
  express: ExpressAdapter,
  'fast express': FastExpressAdapter,
  fastify: FastifyAdapter,
};
export type Adapter = keyof typeof ADAPTERS;
export const ADAPTER_NAMES = Object.keys(ADAPTERS) as Adapter[];
