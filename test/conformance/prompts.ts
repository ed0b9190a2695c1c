import { Injectable } from '@nestjs/common';
import { Complete, McpRegistry, Prompt, Tool, type McpContext } from 'nest-mcp';
import { z } from 'zod';
import { image } from './media.js';

const Two = z.object({
  arg1: z.string().describe('First test argument'),
  arg2: z.string().describe('Second test argument'),
});
const WithResource = z.object({ resourceUri: z.string().describe('URI of the resource to embed') });
const Context = z.object({ context: z.string() });

@Injectable()
export class Prompts {
  constructor(private readonly registry: McpRegistry) {}

  @Prompt({ description: 'A prompt without arguments' })
  test_simple_prompt(): string {
    return 'This is a simple prompt for testing.';
  }

  @Prompt({ description: 'A prompt with two arguments', input: Two })
  test_prompt_with_arguments({ arg1, arg2 }: z.infer<typeof Two>): string {
    return `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`;
  }

  @Complete({ prompt: 'test_prompt_with_arguments', argument: 'arg1' })
  completeArg1({ value }: { value: string }): string[] {
    return ['paris', 'park', 'party'].filter((city) => city.startsWith(value));
  }

  @Prompt({ description: 'A prompt with a resource', input: WithResource })
  test_prompt_with_embedded_resource({ resourceUri: uri }: z.infer<typeof WithResource>) {
    const text = 'Embedded resource content for testing.';
    return [
      { type: 'resource', resource: { uri, mimeType: 'text/plain', text } },
      { type: 'text', text: 'Please process the embedded resource above.' },
    ];
  }

  @Prompt({ description: 'A prompt with an image' })
  test_prompt_with_image(): Blob {
    return image();
  }

  @Prompt({ description: 'A prompt that asks first' })
  async test_input_required_result_prompt(_: unknown, ctx: McpContext): Promise<string> {
    const message = 'What context should the prompt use?';
    const answer = await ctx.elicit({ message, schema: Context, key: 'user_context' });
    return answer.action === 'accept' ? `Context: ${answer.content.context}` : 'No context';
  }

  @Tool({ description: 'Changes the list of prompts' })
  test_trigger_prompt_change(): string {
    const name = 'test_added_prompt';
    this.registry.addPrompt({ name, description: 'Comes and goes' }, () => 'here');
    this.registry.removePrompt(name);
    return 'Changed';
  }
}
