import 'reflect-metadata';
// #region app
import { Injectable, Module } from '@nestjs/common';
import { McpModule, Tool } from 'nest-mcp';

@Injectable()
class Greeter {
  @Tool({
    name: 'greet',
    description: 'Greets somebody',
    input: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  })
  greet({ name }: { name: string }): string {
    return `Hello ${name}`;
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'greeter', version: '1.0.0' })],
  providers: [Greeter],
})
export class AppModule {}
// #endregion
