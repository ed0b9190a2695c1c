import { RequestMethod, VersioningType, VERSION_NEUTRAL } from '@nestjs/common';
import { MODULE_PATH } from '@nestjs/common/internal';
import { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { mapToExcludeRoute } from '@nestjs/core/middleware/utils.js';
import { describe, expect, it } from 'vitest';
import { EndpointPaths, type EndpointRoutes } from './endpoint.paths.js';

interface Given extends Partial<EndpointRoutes> {
  readonly prefix?: string;
  readonly exclude?: string[];
  readonly versioning?: boolean;
  readonly modulePath?: string;
}

function pathsOf({ prefix = '', exclude = [], versioning, modulePath, ...routes }: Given = {}) {
  class Host {}
  const config = new ApplicationConfig();
  const modules = new ModulesContainer();
  config.setGlobalPrefix(prefix);
  config.setGlobalPrefixOptions({ exclude: mapToExcludeRoute(exclude) });
  if (versioning) config.enableVersioning({ type: VersioningType.URI });
  if (modulePath) Reflect.defineMetadata(MODULE_PATH + modules.applicationId, modulePath, Host);
  return new EndpointPaths(config, modules, {
    path: 'mcp',
    version: VERSION_NEUTRAL,
    methodPaths: ['', 'messages'],
    module: Host,
    ...routes,
  });
}

describe('the paths that take a body', () => {
  it.each<[string, Given, string[]]>([
    ['without anything', {}, ['/mcp', '/mcp/messages']],
    ['under another path', { path: 'api/ai' }, ['/api/ai', '/api/ai/messages']],
    ['under a global prefix', { prefix: 'api' }, ['/api/mcp', '/api/mcp/messages']],
    ['with a version', { versioning: true, version: '2' }, ['/v2/mcp', '/v2/mcp/messages']],
    [
      'with several versions',
      { versioning: true, version: ['1', '2'], methodPaths: [''] },
      ['/v1/mcp', '/v2/mcp'],
    ],
    ['under the path of a module', { modulePath: '/ai' }, ['/ai/mcp', '/ai/mcp/messages']],
    [
      'under all of them',
      { prefix: 'api', versioning: true, version: '1', modulePath: '/ai', methodPaths: [''] },
      ['/api/v1/ai/mcp'],
    ],
  ])('%s', (_, given, expected) => {
    const paths = pathsOf(given);
    for (const path of expected) {
      expect([path, paths.match(path), paths.includes(path)]).toEqual([path, true, true]);
    }
    for (const path of ['/', '/mcp2', '/other/mcp', `${expected[0]}/deeper`, '/api/v3/mcp']) {
      expect([path, paths.match(path)]).toEqual([path, false]);
    }
  });

  it('know a route that the global prefix leaves out', () => {
    const paths = pathsOf({ prefix: 'api', exclude: ['mcp'], methodPaths: [''] });
    expect(paths.match('/mcp')).toBe(true);
    expect(paths.match('/api/mcp')).toBe(false);
  });

  it('fill in parameters of a path', () => {
    const paths = pathsOf({ path: ':tenant/mcp', methodPaths: [''] });
    expect(paths.match('/acme/mcp')).toBe(true);
    expect(paths.match('/acme/x/mcp')).toBe(false);
    expect(paths.includes('/:tenant/mcp')).toBe(true);
  });

  it('are read when they are needed, since the prefix comes late', () => {
    const config = new ApplicationConfig();
    const paths = new EndpointPaths(config, new ModulesContainer(), {
      path: 'mcp',
      version: VERSION_NEUTRAL,
      methodPaths: [''],
      module: class {},
    });
    config.setGlobalPrefix('late');
    config.setGlobalPrefixOptions({
      exclude: [{ path: 'x', requestMethod: RequestMethod.ALL, pathRegex: /^\/x$/ }],
    });
    expect(paths.match('/late/mcp')).toBe(true);
  });
});
