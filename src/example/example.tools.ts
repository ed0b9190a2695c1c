import { Injectable } from '@nestjs/common';
import { Tool } from 'nest-mcp';
import { z } from 'zod';

const ExampleInput = z.object({ input_param: z.string().describe('Any text') });

/** The smallest tool there is: a method of a provider, with a description and an input schema. */
@Injectable()
export class ExampleTools {
  @Tool({
    name: 'example_tool',
    description: 'Answers with the text that it was given',
    input: ExampleInput,
  })
  run({ input_param }: z.infer<typeof ExampleInput>): string {
    return `Processed: ${input_param}`;
  }
}
