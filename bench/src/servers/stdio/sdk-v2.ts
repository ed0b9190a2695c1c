import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { say, TOOLS } from '../../workload/tools.js';

serveStdio(() => {
  const mcp = new McpServer({ name: 'bench', version: '1.0.0' });
  for (const { name, description, input } of TOOLS) {
    mcp.registerTool(name, { description, inputSchema: input }, (args) => ({
      content: [{ type: 'text', text: say(args) }],
    }));
  }
  return mcp;
});
