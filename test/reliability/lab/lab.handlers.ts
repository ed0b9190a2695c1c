import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  Complete,
  McpRegistry,
  Prompt,
  Resource,
  ResourceTemplate,
  Tool,
  type CallAborted,
  type McpContext,
} from 'nest-mcp';
import { z } from 'zod';
import { Running } from './running.js';

const Text = z.object({ text: z.string() });
const Label = z.object({ label: z.string() });
const Steps = z.object({ label: z.string(), steps: z.number().int().max(100) });
const Wait = z.object({ label: z.string(), ms: z.number().max(60_000) });
const Size = z.object({
  bytes: z
    .number()
    .int()
    .max(8 * 1024 * 1024),
});
const Touch = z.object({ uri: z.string(), times: z.number().int() });
const Flood = z.object({
  kind: z.enum(['log', 'progress']),
  bytes: z.number().int(),
  times: z.number().int(),
});
const Name = z.object({ name: z.string() });

/** Notifications that are sent before the event loop turns. */
const BURST = 50;

/** A tool, resource or prompt for each thing that may go wrong between two parties. */
@Injectable()
export class LabHandlers {
  private readonly aborted = new Map<string, string>();

  constructor(
    private readonly registry: McpRegistry,
    private readonly running: Running,
  ) {}

  @Tool({ input: Text })
  echo({ text }: z.infer<typeof Text>): string {
    return text;
  }

  @Tool({ input: Size })
  big({ bytes }: z.infer<typeof Size>): string {
    return 'x'.repeat(bytes);
  }

  /** Sends progress and logs, and says who called. */
  @Tool({ input: Steps })
  async talk({ label, steps }: z.infer<typeof Steps>, ctx: McpContext): Promise<string> {
    for (let step = 1; step <= steps; step++) {
      await ctx.progress(step, steps, `${label} progress`);
      await ctx.log.info({ label, step });
      await setImmediate();
    }
    return `${label} said by ${ctx.headers.authorization ?? 'nobody'}`;
  }

  /** Asks twice, so that a call of 2026-07-28 has several rounds. */
  @Tool({ input: Label })
  async ask({ label }: z.infer<typeof Label>, ctx: McpContext): Promise<string> {
    const first = await ctx.elicit({ message: `${label} first?`, schema: Name, key: 'first' });
    if (first.action !== 'accept') return `${label} ${first.action}`;
    const second = await ctx.elicit({ message: `${label} second?`, schema: Name, key: 'second' });
    const last = second.action === 'accept' ? second.content.name : second.action;
    return `${label} heard ${first.content.name} and ${last}`;
  }

  /** Waits until it is aborted, or its time is over. The time makes load, of calls that stay open: no step waits for it. */
  @Tool({ input: Wait, timeout: 0 })
  async wait({ label, ms }: z.infer<typeof Wait>, ctx: McpContext): Promise<string> {
    await ctx.progress(0, undefined, `${label} waits`);
    const { signal } = ctx;
    return this.running.during(
      () =>
        new Promise((resolve) => {
          const done = () => {
            clearTimeout(timer);
            if (signal.aborted) this.aborted.set(label, (signal.reason as CallAborted).reason);
            resolve(`${label} waited`);
          };
          const timer = setTimeout(done, ms);
          if (signal.aborted) done();
          else signal.addEventListener('abort', done, { once: true });
        }),
    );
  }

  /** Why a `wait` of that label was aborted. */
  @Tool({ input: Label })
  why_aborted({ label }: z.infer<typeof Label>): string {
    return `${label} ${this.aborted.get(label) ?? 'not aborted'}`;
  }

  /** Sends far more than a client reads, and waits for nothing. */
  @Tool({ input: Flood, timeout: 0 })
  flood({ kind, bytes, times }: z.infer<typeof Flood>, ctx: McpContext): Promise<string> {
    const text = 'x'.repeat(bytes);
    return this.running.during(async () => {
      for (let sent = 0; sent < times && !ctx.signal.aborted; sent++) {
        if (kind === 'log') void ctx.log.error(text);
        else void ctx.progress(sent + 1, times, text);
        if (sent % BURST === 0) await setImmediate();
      }
      return 'flooded';
    });
  }

  /** Says that a resource has changed. */
  @Tool({ input: Touch, timeout: 0 })
  touch({ uri, times }: z.infer<typeof Touch>): Promise<string> {
    return this.running.during(async () => {
      for (let sent = 0; sent < times; sent++) {
        this.registry.resourceUpdated(uri);
        // Equal changes of one turn are told once.
        await (sent % BURST === 0 ? setImmediate() : undefined);
      }
      return 'touched';
    });
  }

  @Resource({ uri: 'lab://fixed', mimeType: 'text/plain' })
  fixed(): string {
    return 'fixed';
  }

  @ResourceTemplate({ uriTemplate: 'lab://items/{id}', name: 'item', mimeType: 'text/plain' })
  item({ id }: { id: string }): string {
    return `item ${id}`;
  }

  @Complete({ uriTemplate: 'lab://items/{id}', variable: 'id' })
  ids({ value }: { value: string }): string[] {
    return [`${value}1`, `${value}2`];
  }

  @Prompt({ input: Label })
  greet({ label }: z.infer<typeof Label>): string {
    return `Greet ${label}`;
  }

  @Complete({ prompt: 'greet', argument: 'label' })
  labels({ value }: { value: string }): string[] {
    return [`${value}!`];
  }
}
