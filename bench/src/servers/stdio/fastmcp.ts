import { FastMCP } from 'fastmcp';
import { say, TOOLS } from '../../workload/tools.js';

const server = new FastMCP({ name: 'bench', version: '1.0.0' });
for (const { name, description, input } of TOOLS) {
  server.addTool({
    name,
    description,
    parameters: input,
    execute: (args) => Promise.resolve(say(args)),
  });
}
await server.start({ transportType: 'stdio' });
