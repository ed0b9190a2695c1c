import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { SERVER_INFO } from '../workload/answers.js';
import { say, TOOLS } from '../workload/tools.js';
import { announce } from './agent.js';

const handle = toNodeHandler(createMcpHandler(createMcpServer));
const server = createServer((request, response) => void handle(request, response));
server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));

function createMcpServer(): McpServer {
  const mcp = new McpServer(SERVER_INFO);
  for (const { name, description, input } of TOOLS) {
    mcp.registerTool(name, { description, inputSchema: input }, (args) => ({
      content: [{ type: 'text', text: say(args) }],
    }));
  }
  return mcp;
}
