import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { McpModule, McpRegistry, ResourceTemplate } from 'nest-mcp';

const NUMBERS = [1, 2, 3, 4, 5];

/** Few enough that every list has several pages. */
export const PAGE_SIZE = 2;

/** Five of each that can be listed. */
@Injectable()
export class Shop implements OnModuleInit {
  constructor(private readonly registry: McpRegistry) {}

  onModuleInit(): void {
    for (const number of NUMBERS) {
      this.registry.addTool({ name: `tool_${number}` }, () => number);
      this.registry.addPrompt({ name: `prompt_${number}` }, () => `${number}`);
      this.registry.addResource({ uri: `shop://${number}`, name: `resource_${number}` }, () => '');
    }
  }

  @ResourceTemplate({ uriTemplate: 'shop://1/{a}', name: 'template_1' })
  one() {}

  @ResourceTemplate({ uriTemplate: 'shop://2/{a}', name: 'template_2' })
  two() {}

  @ResourceTemplate({ uriTemplate: 'shop://3/{a}', name: 'template_3' })
  three() {}

  @ResourceTemplate({ uriTemplate: 'shop://4/{a}', name: 'template_4' })
  four() {}

  @ResourceTemplate({ uriTemplate: 'shop://5/{a}', name: 'template_5' })
  five() {}
}

const MCP = { name: 'shop', version: '1.0.0', pageSize: PAGE_SIZE, sse: true, drain: 0 };

@Module({ imports: [McpModule.forRoot(MCP)], providers: [Shop] })
export class ShopModule {}
