import { setImmediate } from 'node:timers/promises';
import { type DynamicModule, Injectable, Module, UseGuards, UseInterceptors } from '@nestjs/common';
import { McpModule, type McpModuleExtras, type McpModuleOptions, Tool } from 'nest-mcp';
import { SERVER_INFO } from '../workload/answers.js';
import { say, TOOLS } from '../workload/tools.js';
import { OpenGuard, PassingInterceptor } from './enhancers.js';

@Injectable()
class Shelves {}

interface Settings extends Partial<McpModuleOptions>, McpModuleExtras {
  /** Puts a guard and an interceptor on each tool. */
  readonly guarded?: boolean;
  /** Lets each tool wait for something. */
  readonly later?: boolean;
}

/** A server with the tools of the comparison. */
@Module({ providers: [Shelves] })
export class BenchModule {
  static with({ guarded = false, later = false, ...settings }: Settings): DynamicModule {
    for (const tool of TOOLS) addTool(tool, guarded, later ? sayLater : say);
    return { module: BenchModule, imports: [McpModule.forRoot({ ...SERVER_INFO, ...settings })] };
  }
}

type Saying = (args: Record<string, unknown>) => string | Promise<string>;

async function sayLater(args: Record<string, unknown>): Promise<string> {
  await setImmediate();
  return say(args);
}

function addTool(
  { name, description, input }: (typeof TOOLS)[number],
  guarded: boolean,
  saying: Saying,
): void {
  const descriptor = {
    value: (args: Record<string, unknown>) => saying(args),
    configurable: true,
    writable: true,
  };
  Object.defineProperty(Shelves.prototype, name, descriptor);
  const decorators = [
    Tool({ name, description, input }),
    ...(guarded ? [UseGuards(OpenGuard), UseInterceptors(PassingInterceptor)] : []),
  ] as MethodDecorator[];
  for (const decorate of decorators) decorate(Shelves.prototype, name, descriptor);
}
