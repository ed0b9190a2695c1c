import type { Requirement } from './requirement.js';

/** What Nest's documentation promises to whoever writes a provider, and our README on top. */
export const NEST_REQUIREMENTS = {
  'nest.guards': {
    clause: 'Nest, Guards; Execution context',
    text: 'asks guards first, and tells them the handler, the class and the arguments',
  },
  'nest.pipes': {
    clause: 'Nest, Pipes; Custom route decorators',
    text: 'runs pipes on decorated parameters, and serves decorators made by Nest',
  },
  'nest.interceptors': {
    clause: 'Nest, Interceptors',
    text: 'runs interceptors around the handler, in the context "mcp"',
  },
  'nest.filters': {
    clause: 'Nest, Exception filters',
    text: 'lets filters turn an error into a result',
  },
  'nest.global-enhancers': {
    clause: 'Nest, Guards, Binding guards; Execution context',
    text: 'applies global guards, interceptors, pipes and filters',
  },
  'nest.scoped-global-enhancers': {
    clause: 'Nest, Injection scopes; Guards, Binding guards',
    text: 'applies global guards that are made for each request',
  },
  'nest.validation-pipe': {
    clause: 'Nest, Validation, Transform payload objects',
    text: 'leaves the context alone when a global pipe transforms what it can',
  },
  'nest.request-scope': {
    clause: 'Nest, Injection scopes',
    text: 'makes a request-scoped provider for each call, with the context as its request',
  },
  'nest.durable': {
    clause: 'Nest, Injection scopes, Durable providers',
    text: 'shares durable providers between the calls of a tenant',
  },
  'nest.for-feature': {
    clause: 'Nest, Dynamic modules',
    text: 'keeps two servers of one application apart',
  },
  'nest.for-root-async': {
    clause: 'Nest, Dynamic modules, Configurable module builder',
    text: 'takes options from useFactory, useClass and useExisting',
  },
  'nest.global-prefix': {
    clause: 'Nest, FAQ, Global prefix',
    text: 'serves under the global prefix',
  },
  'nest.versioning': {
    clause: 'Nest, Versioning, URI versioning',
    text: 'serves under the version of the API, or outside of all versions',
  },
  'nest.controllers': {
    clause: 'Nest, Controllers',
    text: 'leaves the other routes of the application as they are',
  },
  'boot.duplicate-name': {
    clause: 'ERRORS.DUPLICATE_NAME',
    text: 'does not start with two tools of one name, and names both methods',
  },
  'boot.invalid-schema': {
    clause: 'ERRORS.INVALID_SCHEMA',
    text: 'does not start with a schema that cannot work, and names the method',
  },
  'boot.invalid-enhancer': {
    clause: 'ERRORS.INVALID_ENHANCER',
    text: 'does not start with a guard that would never run, and names it and the method',
  },
  'boot.invalid-tool': {
    clause: 'ERRORS.INVALID_TOOL',
    text: 'does not start with a tool that cannot be served, and names the method',
  },
  'boot.unknown-server': {
    clause: 'ERRORS.UNKNOWN_SERVER',
    text: 'does not start with a feature of an unknown server, and names those that there are',
  },
  'boot.invalid-options': {
    clause: 'ERRORS.INVALID_OPTIONS',
    text: 'does not start with a wrong option, and names it',
  },
  'isolation.clients': {
    clause: 'README: nothing of one client reaches another',
    text: 'mixes up nothing of many clients at once',
  },
} as const satisfies Record<string, Requirement>;
