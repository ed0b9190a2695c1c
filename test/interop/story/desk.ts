import { Injectable, Module } from '@nestjs/common';
import {
  Complete,
  McpModule,
  McpRegistry,
  Prompt,
  Resource,
  ResourceTemplate,
  Tool,
  type McpContext,
} from 'nest-mcp';
import { z } from 'zod';
import { Condition } from '../../support/condition.js';

const Text = z.object({ text: z.string() });
const Counted = z.object({ words: z.number().int(), longest: z.string() });
const Headline = z.object({ headline: z.string().min(3) });
const STORIES: Readonly<Record<string, string>> = {
  flood: 'The river rose.',
  fair: 'It was fair.',
};

export const FRONT = 'desk://front';
export const LOGO = Uint8Array.of(137, 80, 78, 71);

/** A desk where stories are written: one of everything that a server can offer. */
@Injectable()
export class StoryDesk {
  private edition = 1;
  private stopped = 0;
  private readonly stop = new Condition();

  constructor(private readonly registry: McpRegistry) {}

  @Tool({ description: 'Says it in capitals', input: Text })
  shout({ text }: z.infer<typeof Text>): string {
    return text.toUpperCase();
  }

  @Tool({ description: 'Counts words', input: Text, output: Counted })
  count({ text }: z.infer<typeof Text>): z.infer<typeof Counted> {
    const words = text.split(' ');
    const longest = words.reduce((one, other) => (other.length > one.length ? other : one));
    return { words: words.length, longest };
  }

  @Tool({ description: 'Prints until it is stopped', timeout: 0 })
  async print(_: unknown, ctx: McpContext): Promise<never> {
    ctx.signal.addEventListener('abort', () => {
      this.stopped++;
      this.stop.changed();
    });
    await ctx.progress(1, undefined, 'printing');
    return new Promise(() => undefined);
  }

  @Tool({ description: 'Answers once a print was stopped', timeout: 0 })
  async stopped_prints(): Promise<string> {
    await this.stop.until(() => this.stopped > 0);
    return `stopped: ${this.stopped}`;
  }

  @Tool({ description: 'Asks the user for a headline' })
  async publish(_: unknown, ctx: McpContext): Promise<string> {
    const answer = await ctx.elicit({ message: 'Which headline?', schema: Headline });
    return answer.action === 'accept' ? `Published: ${answer.content.headline}` : answer.action;
  }

  @Tool({ description: 'Changes the front page' })
  edit(): string {
    this.registry.resourceUpdated(FRONT);
    return `edition ${++this.edition}`;
  }

  @Resource({ uri: FRONT, name: 'front', mimeType: 'text/plain' })
  front(): string {
    return 'The front page';
  }

  @Resource({ uri: 'desk://logo', name: 'logo', mimeType: 'image/png' })
  logo(): Uint8Array {
    return LOGO;
  }

  @ResourceTemplate({ uriTemplate: 'desk://stories/{id}', name: 'story', mimeType: 'text/plain' })
  story({ id }: { id: string }): string | undefined {
    return STORIES[id];
  }

  @Complete({ uriTemplate: 'desk://stories/{id}', variable: 'id' })
  ids({ value }: { value: string }): string[] {
    return Object.keys(STORIES).filter((id) => id.startsWith(value));
  }

  @Prompt({ description: 'Asks for a summary', input: Text })
  summarise({ text }: z.infer<typeof Text>): string {
    return `Summarise: ${text}`;
  }

  @Complete({ prompt: 'summarise', argument: 'text' })
  texts({ value }: { value: string }): string[] {
    return Object.values(STORIES).filter((text) => text.startsWith(value));
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'story-desk', version: '1.0.0', sse: true, drain: 0 })],
  providers: [StoryDesk],
})
export class StoryModule {}
