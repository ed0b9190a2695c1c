import type { ChangeFeed } from '../../catalog/change.feed.js';
import type { Catalogs } from '../../catalog/catalogs.js';
import type { HandlerRunner } from '../../execution/handler.runner.js';
import type { ToolExecutor } from '../../execution/tool.executor.js';
import type { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import type { Operation } from '../operation.js';
import type { ResultEncoder } from '../result.encoder.js';
import type { ServerIdentity } from '../server.identity.js';
import { CallToolOperation } from './call-tool.operation.js';
import { CompleteOperation } from './complete.operation.js';
import { DiscoverOperation } from './discover.operation.js';
import { GetPromptOperation } from './get-prompt.operation.js';
import { GetSkillOperation } from './get-skill.operation.js';
import { InitializeOperation } from './initialize.operation.js';
import { ListOperation } from './list.operation.js';
import { ListenOperation } from './listen.operation.js';
import { PingOperation } from './ping.operation.js';
import { ReadDirectoryOperation } from './read-directory.operation.js';
import { ReadResourceOperation } from './read-resource.operation.js';
import { SetLevelOperation } from './set-level.operation.js';
import { SubscribeOperation, UnsubscribeOperation } from './subscribe.operation.js';

export interface OperationParts {
  readonly identity: ServerIdentity;
  readonly catalogs: Catalogs;
  readonly changes: ChangeFeed;
  readonly executor: ToolExecutor;
  readonly runner: HandlerRunner;
  readonly encoder: ResultEncoder;
  readonly limiter: ConnectionLimiter;
  readonly pageSize: number;
  readonly cursorKey: Buffer;
  readonly shutdown: AbortSignal;
}

/** All methods that a server answers. */
export function createOperations(parts: OperationParts): Operation[] {
  const { identity, executor, runner, changes, limiter, shutdown } = parts;
  const { tools, resources, templates, prompts, completers, skills } = parts.catalogs;
  return [
    new InitializeOperation(identity),
    new PingOperation(),
    new SetLevelOperation(),
    new DiscoverOperation(identity),
    ...listOperations(parts),
    new CallToolOperation(tools, executor),
    new ReadResourceOperation(resources, templates, skills, runner),
    new SubscribeOperation(),
    new UnsubscribeOperation(),
    new GetPromptOperation(prompts, runner),
    new CompleteOperation(prompts, resources, templates, completers, runner),
    new GetSkillOperation(skills),
    new ReadDirectoryOperation(skills, parts),
    new ListenOperation(changes, limiter, shutdown, parts.catalogs),
  ];
}

function listOperations(parts: OperationParts): Operation[] {
  const { tools, resources, templates, prompts, skills } = parts.catalogs;
  return [
    new ListOperation('tools/list', 'tools', tools, parts),
    new ListOperation('resources/list', 'resources', resources, parts, 'resources'),
    new ListOperation(
      'resources/templates/list',
      'resourceTemplates',
      templates,
      parts,
      'resources',
    ),
    new ListOperation('prompts/list', 'prompts', prompts, parts, 'prompts'),
    new ListOperation('skills/list', 'skills', skills, parts, 'skills'),
  ];
}
