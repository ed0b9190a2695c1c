import { Payload } from '@nestjs/microservices';
import { McpController, Tool } from '@rekog/mcp-nest';
import { say, TOOLS } from '../workload/tools.js';

export class ShelvesController {}

for (const tool of TOOLS) addTool(tool);
// After the methods, since decorators of classes run last.
McpController()(ShelvesController);

function addTool({ name, description, input }: (typeof TOOLS)[number]): void {
  const descriptor = {
    value: (args: Record<string, unknown>) => ({ content: [{ type: 'text', text: say(args) }] }),
    configurable: true,
    writable: true,
  };
  const target = ShelvesController.prototype;
  Object.defineProperty(target, name, descriptor);
  Payload()(target, name, 0);
  Tool({ name, description, parameters: input })(target, name, descriptor);
}
