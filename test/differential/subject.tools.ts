import { ProtocolError, type CallToolResult } from '@modelcontextprotocol/server';

/** What a tool may do while it runs, on either side. */
export interface Talk {
  progress(done: number, total: number): Promise<void>;
  log(level: 'info' | 'error', data: string): Promise<void>;
}

type Run = (args: Record<string, unknown>, talk: Talk) => CallToolResult | Promise<CallToolResult>;

interface SubjectTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly properties?: object };
  readonly run: Run;
}

const text = (value: string): CallToolResult => ({ content: [{ type: 'text', text: value }] });
const NO_INPUT = { type: 'object' } as const;

/** The tools that both sides offer; they give finished results, so that only framing can differ. */
export const TOOLS: readonly SubjectTool[] = [
  {
    name: 'echo',
    description: 'Says it again',
    inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    run: ({ text: value = '' }) => text(String(value)),
  },
  {
    name: 'structured',
    description: 'Gives structured content and _meta',
    inputSchema: NO_INPUT,
    run: () => ({ ...text('{"n":1}'), structuredContent: { n: 1 }, _meta: { 'a.example/b': 1 } }),
  },
  {
    name: 'sad',
    description: 'Gives an error to the model',
    inputSchema: NO_INPUT,
    run: () => ({ ...text('sold out'), isError: true }),
  },
  {
    name: 'refuse',
    description: 'Throws a protocol error',
    inputSchema: NO_INPUT,
    run: () => {
      throw new ProtocolError(-32602, 'no such account', { account: 7 });
    },
  },
  {
    name: 'need_sampling',
    description: 'Misses a capability of the client',
    inputSchema: NO_INPUT,
    run: () => {
      throw new ProtocolError(-32021, 'sampling', { requiredCapabilities: { sampling: {} } });
    },
  },
  {
    name: 'crash',
    description: 'Throws something that nobody expects',
    inputSchema: NO_INPUT,
    run: () => {
      throw new Error('internals');
    },
  },
  {
    name: 'talk',
    description: 'Sends progress and log messages',
    inputSchema: NO_INPUT,
    run: async (_args, talk) => {
      await talk.progress(1, 2);
      await talk.log('info', 'half way');
      await talk.progress(2, 2);
      await talk.log('error', 'all the way');
      return text('talked');
    },
  },
];
