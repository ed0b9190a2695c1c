import { Injectable, Module } from '@nestjs/common';
import { Complete, McpModule, Prompt, ToolError } from 'nest-mcp';
import { z } from 'zod';

const Trip = z.object({
  city: z.string().min(2).describe('Where to'),
  days: z.coerce.number().int().default(3),
});

@Injectable()
export class Library {
  @Prompt({ title: 'Plan a trip', description: 'Plans a trip to a city', input: Trip })
  plan({ city, days }: z.infer<typeof Trip>): string {
    return `Plan ${days} days in ${city}`;
  }

  @Prompt()
  conversation() {
    return [
      { role: 'user', content: { type: 'text', text: 'Hello' } },
      { role: 'assistant', content: { type: 'text', text: 'Hello, how can I help?' } },
    ];
  }

  @Prompt()
  picture(): Blob {
    return new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/png' });
  }

  @Prompt()
  broken(): never {
    throw new Error('connect ECONNREFUSED 10.0.0.5:5432');
  }

  @Prompt()
  refused(): never {
    throw new ToolError('Not on Sundays');
  }

  @Complete({ prompt: 'plan', argument: 'city' })
  cities({ value, given }: { value: string; given: Record<string, string> }): string[] {
    const cities = given['days'] === '1' ? ['Parma'] : ['Paris', 'Parma', 'Prague'];
    return cities.filter((city) => city.startsWith(value));
  }

  @Complete({ prompt: 'plan', argument: 'days' })
  days(): number[] {
    return Array.from({ length: 365 }, (_, index) => index + 1);
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'library', version: '1.0.0', sse: true, drain: 0 })],
  providers: [Library],
})
export class LibraryModule {}
