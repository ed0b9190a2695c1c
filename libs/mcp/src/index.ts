export { McpModule } from './mcp.module.js';
export type {
  LimitOptions,
  McpModuleExtras,
  McpModuleOptions,
  SessionOptions,
  SkillsOptions,
} from './mcp.options.js';
export { McpRegistry } from './mcp.registry.js';
export { serverToken } from './context/server.token.js';
export { Tool, type ToolOptions, type ToolUi } from './decorators/tool.decorator.js';
export {
  Prompt,
  Complete,
  type CompleteOptions,
  type PromptOptions,
} from './decorators/prompt.decorator.js';
export {
  Resource,
  ResourceTemplate,
  type ResourceOptions,
  type ResourceTemplateOptions,
} from './decorators/resource.decorator.js';
export {
  UiResource,
  type UiCsp,
  type UiPermission,
  type UiResourceOptions,
} from './decorators/ui-resource.decorator.js';
export { Skill, type SkillContent, type SkillOptions } from './decorators/skill.decorator.js';
export type { ElicitAnswer, FormRequest, UrlRequest } from './context/question.js';
export type { EventStore, Replay, StoredEvent } from './sessions/event.store.js';
export type { CacheHint, CacheHints } from './context/cache.hint.js';
export { Args, Ctx } from './decorators/parameter.decorators.js';
export { McpContext, type ClientLog } from './context/mcp.context.js';
export { McpArgumentsHost } from './context/mcp-arguments.host.js';
export type { TraceContext } from './context/trace.context.js';
export type { Era } from './context/revisions.js';
export { CallAborted, type AbortReason } from './context/call.aborted.js';
export type { HttpOrigin, RequestId, TransportKind } from './context/exchange.js';
export type { JsonSchema, McpSchema } from './schema/schema.types.js';
export type { InferInput, InferOutput } from './schema/schema.inference.js';
export { McpError } from './errors/mcp.error.js';
export {
  ERRORS,
  type ErrorDefinition,
  type ErrorKind,
  type McpErrorCode,
} from './errors/error.table.js';
export { ToolError } from './errors/tool.error.js';
export { McpCallObserver, type CallOutcome, type McpCall } from './execution/call.observer.js';
export { McpHealthIndicator, type McpHealthResult } from './health/mcp.health.js';
export { serveStdio, type StdioOptions } from './transports/stdio/stdio.server.js';
export { reserveStdout } from './transports/stdio/stdout.guard.js';
export { mcpCors } from './transports/http/cors.js';
export { mcpHostCheck } from './transports/http/host.check.js';
