import type {
  CallToolResult,
  Implementation,
  ListToolsResult,
  LoggingLevel,
  McpSubscription,
  SubscriptionFilter,
  Tool,
} from '@modelcontextprotocol/client';
import type { Inbox } from '../inbox.js';

export interface Progress {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: Progress) => void;
  readonly _meta?: Record<string, unknown>;
}

/** What every SDK's client can do, whatever its API looks like. */
export interface TestClient {
  readonly inbox: Inbox;
  readonly serverInfo: Implementation | undefined;
  readonly capabilities: Record<string, unknown> | undefined;
  readonly instructions: string | undefined;
  call(
    name: string,
    args?: Record<string, unknown>,
    options?: CallOptions,
  ): Promise<CallToolResult>;
  /** One page, as the server cuts them. */
  page(cursor?: string): Promise<ListToolsResult>;
  ping(): Promise<unknown>;
  setLevel(level: LoggingLevel): Promise<unknown>;
  /** Modern only. Resolves with what the server agreed to send, and a way to end it. */
  listen(filter: SubscriptionFilter): Promise<McpSubscription>;
  close(): Promise<void>;
}

/** The tools of all pages. */
export async function allTools(client: TestClient): Promise<Tool[]> {
  const tools: Tool[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.page(cursor);
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return tools;
}

export async function toolNames(client: TestClient): Promise<string[]> {
  return (await allTools(client)).map(({ name }) => name);
}

/** The text of a result's only content block. */
export function textOf({ content }: CallToolResult): string {
  const [block, ...others] = content;
  if (block?.type !== 'text' || others.length > 0) {
    throw new Error(`expected one text block, got ${JSON.stringify(content)}`);
  }
  return block.text;
}

/** The JSON in the text of a result's only content block. */
export function jsonOf(result: CallToolResult): Record<string, unknown> {
  return JSON.parse(textOf(result)) as Record<string, unknown>;
}
