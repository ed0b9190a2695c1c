import { z } from 'zod';

/** A tool as every server of the comparison offers it: same name, same text, same schema. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodObject;
}

const ECHO: ToolSpec = {
  name: 'echo',
  description: 'Says the message back, word for word, so that a client can see that it was heard.',
  input: z.object({ message: z.string().describe('What is to be said back') }),
};

/** How many tools the servers offer: set by the one who starts them. @default 20 */
export const TOOL_COUNT = Number(process.env['BENCH_TOOLS'] ?? 20);

/** `echo`, and others that are listed beside it. */
export const TOOLS: readonly ToolSpec[] = [
  ECHO,
  ...Array.from({ length: TOOL_COUNT - 1 }, (_, index) => searchTool(index + 2)),
];

function searchTool(number: number): ToolSpec {
  return {
    name: `search_shelf_${number}`,
    description: `Searches shelf ${number} of the archive and gives the documents found, best first.`,
    input: z.object({
      query: z.string().describe('Words that must all occur in the document'),
      limit: z.number().min(1).max(100).optional().describe('Largest number of documents'),
      language: z.enum(['en', 'de', 'fr', 'es']).optional().describe('Language of the documents'),
      tags: z.array(z.string()).optional().describe('Tags of which one must be on the document'),
    }),
  };
}

/** What each tool answers. */
export function say(args: Readonly<Record<string, unknown>>): string {
  return String(args['message'] ?? args['query']);
}
