import {
  completable,
  fromJsonSchema,
  McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
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

/** The same offers, made with nothing but the SDK. */
export function createTheirOffers(): McpServer {
  const server = new McpServer(IDENTITY, {
    capabilities: {
      tools: { listChanged: true },
      resources: { listChanged: true, subscribe: true },
      prompts: { listChanged: true },
      logging: {},
    },
  });
  for (const method of ['resources/subscribe', 'resources/unsubscribe'] as const) {
    server.server.setRequestHandler(method, () => ({}));
  }
  addTools(server);
  addResources(server);
  addPrompts(server);
  return server;
}

function addTools(server: McpServer): void {
  server.registerTool('echo', { inputSchema: fromJsonSchema(ECHO_SCHEMA) }, (args) =>
    text((args as { text: string }).text),
  );
  server.registerTool('run', { inputSchema: fromJsonSchema(RUN_SCHEMA) }, () => text('done'));
  server.registerTool('ask', { inputSchema: fromJsonSchema({ type: 'object' }) }, (_, ctx) => {
    const answer = answered(ctx.mcpReq.inputResponses);
    return answer === undefined ? ASKED : text(answer);
  });
}

function addResources(server: McpServer): void {
  const { uri, mimeType } = TEXT;
  server.registerResource('text', uri, { mimeType }, () => ({ contents: [TEXT] }));
  const picture = { mimeType: PICTURE.mimeType, title: 'A picture' };
  server.registerResource('picture', PICTURE.uri, picture, () => ({ contents: [PICTURE] }));
  server.registerResource('asking', 'offer://asking', {}, ({ href }, ctx) => {
    const answer = answered(ctx.mcpReq.inputResponses);
    return answer === undefined ? ASKED : { contents: [{ uri: href, text: answer }] };
  });
  const complete = {
    id: (value: string) => Object.keys(BOOKS).filter((id) => id.startsWith(value)),
  };
  const template = new ResourceTemplate('offer://books/{id}', { list: undefined, complete });
  server.registerResource('book', template, { mimeType }, ({ href }, variables) => {
    const id = String(variables['id']);
    const title = BOOKS[id];
    if (title === undefined) throw new ResourceNotFoundError(href);
    return ofBook(id, title);
  });
}

function addPrompts(server: McpServer): void {
  const city = completable(z.string().min(2), (value) =>
    CITIES.filter((one) => one.startsWith(value)),
  );
  const argsSchema = z.object({ city, days: z.string().optional() });
  const plan = { description: 'Plans a trip', argsSchema };
  server.registerPrompt('plan', plan, (args) => said(`Plan ${args.city}`));
  server.registerPrompt('plain', {}, () => said('Plain'));
  server.registerPrompt('asking', {}, (ctx) => {
    const answer = answered(ctx.mcpReq.inputResponses);
    return answer === undefined ? ASKED : said(answer);
  });
}
