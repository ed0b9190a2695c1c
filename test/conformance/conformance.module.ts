import { Module } from '@nestjs/common';
import { McpModule } from 'nest-mcp';
import { AskingTools } from './asking.tools.js';
import { ContentTools } from './content.tools.js';
import { Prompts } from './prompts.js';
import { Resources } from './resources.js';
import { Skills } from './skills.js';

/** Offers what the official conformance suite looks for. The first of each list must be a simple one. */
@Module({
  imports: [McpModule.forRoot({ name: 'nest-mcp-conformance', version: '1.0.0', sse: true })],
  providers: [ContentTools, AskingTools, Resources, Prompts, Skills],
})
export class ConformanceModule {}
