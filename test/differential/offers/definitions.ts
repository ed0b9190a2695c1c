import { inputRequired, type CallToolResult } from '@modelcontextprotocol/server';
import type { JsonSchema } from 'nest-mcp';

/** What both sides offer: one of each kind, with finished results, so that only framing can differ. */
export const IDENTITY = { name: 'offers', version: '1.0.0' };

/** Its headers repeat arguments (SEP-2243, Custom Headers). */
export const RUN_SCHEMA = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    count: { type: 'integer', 'x-mcp-header': 'Count' },
  },
} as const satisfies JsonSchema;

export const ECHO_SCHEMA = {
  type: 'object',
  properties: { text: { type: 'string' } },
  required: ['text'],
} as const satisfies JsonSchema;

export const CITIES = ['Paris', 'Parma', 'Prague'];
export const BOOKS: Readonly<Record<string, string>> = { emma: 'Emma', persuasion: 'Persuasion' };
export const TEXT = { uri: 'offer://text', mimeType: 'text/plain', text: 'A text' };
export const PICTURE = { uri: 'offer://picture', mimeType: 'image/png', blob: 'iVBORw==' };

export const text = (value: string): CallToolResult => ({
  content: [{ type: 'text', text: value }],
});
export const said = (value: string) => ({
  messages: [{ role: 'user' as const, content: { type: 'text' as const, text: value } }],
});
export const ofBook = (id: string, title: string) => ({
  contents: [{ uri: `offer://books/${id}`, mimeType: 'text/plain', text: title }],
});

/** What asks for a name, on all three ways to ask. */
export const ASKED = inputRequired({
  inputRequests: {
    name: inputRequired.elicit({
      message: 'Name?',
      requestedSchema: {
        type: 'object',
        properties: { name: { type: 'string' } },
        required: ['name'],
      },
    }),
  },
});
export const answered = (responses: Readonly<Record<string, unknown>> | undefined) =>
  responses && Object.hasOwn(responses, 'name') ? JSON.stringify(responses['name']) : undefined;
