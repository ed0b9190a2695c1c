import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { say, TOOLS } from '../../workload/tools.js';

const mcp = new McpServer({ name: 'bench', version: '1.0.0' });
for (const { name, description, input } of TOOLS) {
  mcp.registerTool(name, { description, inputSchema: input }, (args) => ({
    content: [{ type: 'text', text: say(args) }],
  }));
}
await mcp.connect(new StdioServerTransport());
