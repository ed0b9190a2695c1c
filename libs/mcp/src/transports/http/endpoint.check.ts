import { VersioningType, VERSION_NEUTRAL } from '@nestjs/common';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { McpError } from '../../errors/mcp.error.js';
import type { EndpointPaths } from './endpoint.paths.js';
import type { HttpRouteOptions } from './route.options.js';

export interface CheckedEndpoint {
  readonly server: string;
  readonly version: HttpRouteOptions['version'];
  readonly paths: EndpointPaths;
}

/** Of two routes with the same path Nest serves the first, and the second server would never be reached. */
export class EndpointCheck {
  constructor(
    private readonly endpoint: CheckedEndpoint,
    private readonly config: ApplicationConfig,
    private readonly modules: ModulesContainer,
  ) {}

  /** @throws McpError `INVALID_OPTIONS` */
  requireOwnPaths(): void {
    for (const { providers } of this.modules.values()) {
      const other = providers.get(EndpointCheck)?.instance as EndpointCheck | undefined;
      // A name that is declared twice is the first thing to mend: `checkServers` tells of it.
      if (!other || other.endpoint.server === this.endpoint.server) continue;
      const path = this.pathSharedWith(other.endpoint);
      if (path === undefined) continue;
      const servers = `The servers '${other.endpoint.server}' and '${this.endpoint.server}'`;
      throw new McpError(
        'INVALID_OPTIONS',
        `${servers} are both at ${path}, where only one can be reached: give one of them another 'path'.`,
      );
    }
  }

  private pathSharedWith(other: CheckedEndpoint): string | undefined {
    if (!this.sharesVersionWith(other)) return undefined;
    // Express tells no capitals apart.
    const others = other.paths.all.map((path) => path.toLowerCase());
    return this.endpoint.paths.all.find((path) => others.includes(path.toLowerCase()));
  }

  private sharesVersionWith({ version }: CheckedEndpoint): boolean {
    const versioning = this.config.getVersioning();
    // With versions in the path the paths differ.
    if (!versioning || versioning.type === VersioningType.URI) return true;
    const [own, others] = [[this.endpoint.version].flat(), [version].flat()];
    if ([...own, ...others].includes(VERSION_NEUTRAL)) return true;
    return own.some((one) => others.includes(one));
  }
}
