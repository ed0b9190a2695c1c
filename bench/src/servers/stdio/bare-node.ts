import { createInterface } from 'node:readline';

interface Request {
  readonly id?: number | string;
  readonly method: string;
  readonly params?: {
    readonly protocolVersion?: string;
    readonly arguments?: { readonly message?: string };
  };
}

/** As workload/tools.ts has it, which would bring zod along: this is the floor. */
const ECHO = {
  name: 'echo',
  description: 'Says the message back, word for word, so that a client can see that it was heard.',
  inputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { message: { type: 'string', description: 'What is to be said back' } },
    required: ['message'],
  },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line) as Request;
  if (request.id === undefined) return;
  const answer = { jsonrpc: '2.0', id: request.id, ...outcomeOf(request) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});

function outcomeOf({ method, params = {} }: Request): object {
  switch (method) {
    case 'initialize':
      return {
        result: {
          protocolVersion: params.protocolVersion,
          capabilities: { tools: {} },
          serverInfo: { name: 'bench', version: '1.0.0' },
        },
      };
    case 'tools/list':
      return { result: { tools: [ECHO] } };
    case 'tools/call':
      return { result: { content: [{ type: 'text', text: String(params.arguments?.message) }] } };
    default:
      return { error: { code: -32601, message: 'Method not found' } };
  }
}
