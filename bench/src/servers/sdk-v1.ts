import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import type { Request, Response } from 'express';
import { SERVER_INFO } from '../workload/answers.js';
import { say, TOOLS } from '../workload/tools.js';
import { announce } from './agent.js';

interface Session {
  readonly transport: StreamableHTTPServerTransport;
  open: number;
  lastActive: number;
}

/** `stateless` or `stateful`, as the SDK's simple(Stateless)StreamableHttp examples do it. */
const mode = process.env['BENCH_MODE'] ?? 'stateless';

const IDLE_MS = 30 * 60_000;
/** 1000 in the example: too few for a load with many sessions. */
const MAX_SESSIONS = 100_000;
const sessions = new Map<string, Session>();

const app = createMcpExpressApp();
if (mode === 'stateful') {
  app.post('/mcp', guarded(answerInSession));
  app.get('/mcp', guarded(continueSession));
  app.delete('/mcp', guarded(continueSession));
  setInterval(closeIdle, 60_000).unref();
} else {
  app.post('/mcp', guarded(answerOnce));
  app.all('/mcp', (_req, res) => refuse(res, 405, -32000, 'Method not allowed.'));
}
const server = app.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));

function createMcpServer(): McpServer {
  const mcp = new McpServer(SERVER_INFO);
  for (const { name, description, input } of TOOLS) {
    mcp.registerTool(name, { description, inputSchema: input }, (args) => ({
      content: [{ type: 'text', text: say(args) }],
    }));
  }
  return mcp;
}

async function answerOnce(req: Request, res: Response): Promise<void> {
  const mcp = createMcpServer();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await mcp.connect(transport);
  await transport.handleRequest(req, res, req.body);
  res.on('close', () => {
    void transport.close();
    void mcp.close();
  });
}

async function answerInSession(req: Request, res: Response): Promise<void> {
  if (req.headers['mcp-session-id'] !== undefined) return continueSession(req, res);
  if (!isInitializeRequest(req.body)) {
    return refuse(res, 400, -32000, 'Bad Request: No valid session ID provided');
  }
  if (sessions.size >= MAX_SESSIONS) return refuse(res, 503, -32000, 'Too many open sessions');
  // Without the example's event store, which keeps every answer in memory for good.
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    onsessioninitialized: (id) => {
      sessions.set(id, { transport, open: 0, lastActive: Date.now() });
    },
  });
  transport.onclose = () => void sessions.delete(transport.sessionId ?? '');
  await createMcpServer().connect(transport);
  await transport.handleRequest(req, res, req.body);
}

async function continueSession(req: Request, res: Response): Promise<void> {
  const session = sessions.get(String(req.headers['mcp-session-id']));
  if (session === undefined) return refuse(res, 404, -32001, 'Session not found');
  session.open++;
  res.on('close', () => {
    session.open--;
    session.lastActive = Date.now();
  });
  await session.transport.handleRequest(req, res, req.body);
}

function guarded(handle: (req: Request, res: Response) => Promise<void>) {
  return async (req: Request, res: Response): Promise<void> => {
    try {
      await handle(req, res);
    } catch (error) {
      console.error(error);
      if (!res.headersSent) refuse(res, 500, -32603, 'Internal server error');
    }
  };
}

function refuse(res: Response, status: number, code: number, message: string): void {
  res.status(status).json({ jsonrpc: '2.0', error: { code, message }, id: null });
}

function closeIdle(): void {
  const cutoff = Date.now() - IDLE_MS;
  for (const { transport, open, lastActive } of sessions.values()) {
    if (open === 0 && lastActive < cutoff) void transport.close();
  }
}
