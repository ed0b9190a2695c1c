import type { CorsOptions } from '@nestjs/common/interfaces/external/cors-options.interface.js';

/**
 * CORS options with which browsers reach every transport: `app.enableCors(mcpCors(['https://…']))`.
 * Give the same origins to McpModule as `allowedOrigins`.
 *
 * @publicApi
 */
export function mcpCors(origins: readonly string[]): CorsOptions {
  return {
    origin: [...origins],
    methods: ['GET', 'POST', 'DELETE'],
    // Left open, because Mcp-Param-* names depend on the tools: browsers get what they ask for.
    exposedHeaders: ['Mcp-Session-Id', 'WWW-Authenticate'],
    maxAge: 600,
  };
}
