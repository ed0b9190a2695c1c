import 'reflect-metadata';
// #region app
import { Injectable, Module } from '@nestjs/common';
import { McpModule, Tool } from 'nest-mcp';
import { z } from 'zod';

const Greeting = z.object({ name: z.string().describe('Whom to greet') });

@Injectable()
export class GreetingTools {
  @Tool({ description: 'Greets somebody by name', input: Greeting })
  greet({ name }: z.infer<typeof Greeting>): string {
    return `Hello ${name}`;
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'greeter', version: '1.0.0' })],
  providers: [GreetingTools],
})
export class AppModule {}
// #endregion
