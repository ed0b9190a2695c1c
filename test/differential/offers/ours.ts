import { Injectable, Module } from '@nestjs/common';
import {
  Complete,
  McpModule,
  Prompt,
  Resource,
  ResourceTemplate,
  Tool,
  type McpContext,
} from 'nest-mcp';
import { z } from 'zod';
import type { Adapter } from '../../support/adapters.js';
import { serve } from '../../support/serve.js';
import type { Subject } from '../subjects.js';
import {
  answered,
  ASKED,
  BOOKS,
  CITIES,
  ECHO_SCHEMA,
  IDENTITY,
  ofBook,
  PICTURE,
  RUN_SCHEMA,
  said,
  TEXT,
  text,
} from './definitions.js';

const TRIP = z.object({ city: z.string().min(2), days: z.string().optional() });

@Injectable()
class OurOffers {
  @Tool({ input: ECHO_SCHEMA })
  echo({ text: value }: { text: string }) {
    return text(value);
  }

  @Tool({ input: RUN_SCHEMA })
  run() {
    return text('done');
  }

  @Tool({ input: { type: 'object' } })
  ask(_: unknown, ctx: McpContext) {
    const answer = answered(ctx.inputResponses);
    return answer === undefined ? ASKED : text(answer);
  }

  @Resource({ name: 'text', uri: TEXT.uri, mimeType: TEXT.mimeType })
  text() {
    return { contents: [TEXT] };
  }

  @Resource({ name: 'picture', uri: PICTURE.uri, mimeType: PICTURE.mimeType, title: 'A picture' })
  picture() {
    return { contents: [PICTURE] };
  }

  @Resource({ name: 'asking', uri: 'offer://asking' })
  askingResource(_: unknown, ctx: McpContext) {
    const answer = answered(ctx.inputResponses);
    return answer === undefined ? ASKED : { contents: [{ uri: 'offer://asking', text: answer }] };
  }

  @ResourceTemplate({ name: 'book', uriTemplate: 'offer://books/{id}', mimeType: 'text/plain' })
  book({ id }: { id: string }) {
    const title = BOOKS[id];
    return title === undefined ? undefined : ofBook(id, title);
  }

  @Complete({ uriTemplate: 'offer://books/{id}', variable: 'id' })
  ids({ value }: { value: string }) {
    return Object.keys(BOOKS).filter((id) => id.startsWith(value));
  }

  @Prompt({ description: 'Plans a trip', input: TRIP })
  plan({ city }: { city: string }) {
    return said(`Plan ${city}`);
  }

  @Complete({ prompt: 'plan', argument: 'city' })
  cities({ value }: { value: string }) {
    return CITIES.filter((city) => city.startsWith(value));
  }

  @Prompt()
  plain() {
    return said('Plain');
  }

  @Prompt()
  asking(_: unknown, ctx: McpContext) {
    const answer = answered(ctx.inputResponses);
    return answer === undefined ? ASKED : said(answer);
  }
}

@Module({
  imports: [McpModule.forRoot({ ...IDENTITY, sessions: false, keepAlive: 0, drain: 0 })],
  providers: [OurOffers],
})
class OurOffersModule {}

export async function serveOurOffers(adapter: Adapter): Promise<Subject> {
  const { at, close } = await serve(OurOffersModule).untilClosed(adapter);
  return { url: at('/mcp'), close };
}
