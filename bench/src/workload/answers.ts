import { z } from 'zod';
import { say, TOOLS } from './tools.js';

/** The part of a request that the plain servers look at. */
interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: {
    readonly name?: string;
    readonly arguments?: Readonly<Record<string, unknown>>;
    readonly _meta?: object;
  };
}

/** What nest-mcp says of itself, so that plain routes answer the same bytes. */
export const SERVER_INFO = { name: 'bench', version: '1.0.0' };

const MODERN_META = { 'io.modelcontextprotocol/serverInfo': SERVER_INFO };

/** As nest-mcp lists them. */
const definitions = TOOLS.map(({ name, description, input }) => ({
  name,
  description,
  inputSchema: z.toJSONSchema(input, { io: 'input' }),
}));

/** The answer of a server that does no more than it must: the same bytes as nest-mcp's. */
export function answerTo(request: Request): object {
  const modern = request.params._meta !== undefined;
  const result = request.method === 'tools/list' ? list(modern) : call(request, modern);
  return { jsonrpc: '2.0', id: request.id, result };
}

function call({ params }: Request, modern: boolean): object {
  const content = [{ type: 'text', text: say(params.arguments ?? {}) }];
  return modern ? { resultType: 'complete', content, _meta: MODERN_META } : { content };
}

function list(modern: boolean): object {
  if (!modern) return { tools: definitions };
  const hints = { ttlMs: 0, cacheScope: 'private' };
  return { resultType: 'complete', ...hints, tools: definitions, _meta: MODERN_META };
}

/** The list as a text that is there already. */
export const STATIC_LIST = JSON.stringify({ jsonrpc: '2.0', id: 100_000_000, result: list(true) });
