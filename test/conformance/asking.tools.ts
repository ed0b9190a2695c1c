import { Injectable } from '@nestjs/common';
import { McpRegistry, Tool, type JsonSchema, type McpContext } from 'nest-mcp';
import { z } from 'zod';

const InRegion = z.object({ region: z.string().meta({ 'x-mcp-header': 'Region' }) });
const Prompted = z.object({ prompt: z.string() });
const Messaged = z.object({ message: z.string() });
const Contact = z.object({ username: z.string(), email: z.string() });
const UserName = z.object({ name: z.string() });

const DEFAULTS: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
};

const OPTIONS = ['option1', 'option2', 'option3'];
const TITLED = ['First', 'Second', 'Third'].map((word, index) => ({
  const: `value${index + 1}`,
  title: `${word} Option`,
}));
const ENUMS: JsonSchema = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: OPTIONS },
    titledSingle: { type: 'string', oneOf: TITLED },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: OPTIONS } },
    titledMulti: { type: 'array', items: { anyOf: TITLED } },
  },
};

const sampling = (text: string) => ({
  messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
  maxTokens: 100,
});

/** Tools that ask the client: by requests of their own in the old era, by `input_required` in the new. */
@Injectable()
export class AskingTools {
  constructor(private readonly registry: McpRegistry) {}

  @Tool({ description: 'Lets the model write', input: Prompted })
  async test_sampling({ prompt }: z.infer<typeof Prompted>, ctx: McpContext): Promise<string> {
    return `LLM response: ${JSON.stringify((await ctx.sample(sampling(prompt))).content)}`;
  }

  @Tool({ description: 'Asks the user', input: Messaged })
  async test_elicitation({ message }: z.infer<typeof Messaged>, ctx: McpContext): Promise<string> {
    return `User response: ${JSON.stringify(await ctx.elicit({ message, schema: Contact }))}`;
  }

  @Tool({ description: 'Asks with defaults' })
  async test_elicitation_sep1034_defaults(_: unknown, ctx: McpContext): Promise<string> {
    const answer = await ctx.elicit({ message: 'Please check', schema: DEFAULTS });
    return `Elicitation completed: ${JSON.stringify(answer)}`;
  }

  @Tool({ description: 'Asks with enums' })
  async test_elicitation_sep1330_enums(_: unknown, ctx: McpContext): Promise<string> {
    const answer = await ctx.elicit({ message: 'Please choose', schema: ENUMS });
    return `Elicitation completed: ${JSON.stringify(answer)}`;
  }

  @Tool({ description: 'Needs a client that samples' })
  async test_missing_capability(_: unknown, ctx: McpContext): Promise<string> {
    return JSON.stringify(await ctx.sample(sampling('Hello')));
  }

  @Tool({ description: 'Asks without a request of its own' })
  test_streaming_elicitation(_: unknown, ctx: McpContext): Promise<string> {
    return this.test_input_required_result_elicitation(_, ctx);
  }

  @Tool({ description: 'Asks for a name' })
  async test_input_required_result_elicitation(_: unknown, ctx: McpContext): Promise<string> {
    return `Hello ${await askName(ctx)}`;
  }

  @Tool({ description: 'Asks the model' })
  async test_input_required_result_sampling(_: unknown, ctx: McpContext): Promise<string> {
    const { content } = await ctx.sample(sampling('What is the capital of France?'), 'capital');
    return JSON.stringify(content);
  }

  @Tool({ description: 'Asks for roots' })
  async test_input_required_result_list_roots(_: unknown, ctx: McpContext): Promise<string> {
    return JSON.stringify(await ctx.roots('client_roots'));
  }

  @Tool({ description: 'Keeps state between rounds' })
  async test_input_required_result_request_state(_: unknown, ctx: McpContext): Promise<string> {
    const schema = z.object({ ok: z.boolean() });
    await ctx.elicit({ message: 'Confirm', schema, key: 'confirm' });
    return 'state-ok';
  }

  @Tool({ description: 'Asks for three things at once' })
  async test_input_required_result_multiple_inputs(_: unknown, ctx: McpContext): Promise<string> {
    const answers = await Promise.all([
      askName(ctx),
      ctx.sample(sampling('Generate a greeting'), 'greeting'),
      ctx.roots('client_roots'),
    ]);
    return JSON.stringify(answers);
  }

  @Tool({ description: 'Asks twice, one after the other' })
  async test_input_required_result_multi_round(_: unknown, ctx: McpContext): Promise<string> {
    const name = await askName(ctx);
    const schema = z.object({ color: z.string() });
    const color = await ctx.elicit({ message: 'Which color?', schema, key: 'color' });
    return `${name}: ${JSON.stringify(color)}`;
  }

  @Tool({ description: 'Refuses state that was changed' })
  async test_input_required_result_tampered_state(_: unknown, ctx: McpContext): Promise<string> {
    return this.test_input_required_result_request_state(_, ctx);
  }

  @Tool({ description: 'Asks only what the client can answer' })
  async test_input_required_result_capabilities(_: unknown, ctx: McpContext): Promise<string> {
    const { sampling: samples } = ctx.clientCapabilities;
    return samples ? this.test_input_required_result_sampling(_, ctx) : askName(ctx);
  }

  @Tool({ description: 'Has an argument that clients repeat in a header', input: InRegion })
  test_x_mcp_header({ region }: z.infer<typeof InRegion>): string {
    return `Region: ${region}`;
  }

  @Tool({ description: 'Changes the list of tools' })
  test_trigger_tool_change(): string {
    const name = 'test_added_tool';
    this.registry.addTool({ name, description: 'Comes and goes' }, () => 'here');
    this.registry.removeTool(name);
    return 'Changed';
  }
}

async function askName(ctx: McpContext): Promise<string> {
  const answer = await ctx.elicit({ message: 'Your name?', schema: UserName, key: 'user_name' });
  return answer.action === 'accept' ? answer.content.name : answer.action;
}
