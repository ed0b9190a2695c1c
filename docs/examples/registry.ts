import 'reflect-metadata';
// #region registry
import { Injectable } from '@nestjs/common';
import { McpRegistry } from 'nest-mcp';
import { z } from 'zod';

@Injectable()
export class Plugins {
  constructor(private readonly registry: McpRegistry) {}

  install(): void {
    this.registry.addTool(
      {
        name: 'add',
        description: 'Adds two numbers',
        input: z.object({ a: z.number(), b: z.number() }),
      },
      ({ a, b }) => a + b,
    );
  }

  upgrade(): void {
    const input = z.object({ numbers: z.array(z.number()) });
    this.registry.setTool({ name: 'add', input }, ({ numbers }) =>
      numbers.reduce((sum, one) => sum + one, 0),
    );
  }

  pause(): boolean {
    return this.registry.disableTool('add');
  }

  remove(): boolean {
    return this.registry.removeTool('add');
  }
}
// #endregion
