import type { CallToolResult, Client, Progress } from '@modelcontextprotocol/client';
import { Condition } from '../../support/condition.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: Progress) => void;
}

/** What the story needs of a client, whichever SDK it is from. */
export interface Reader {
  /** What all SDKs have alike since 1.10: lists, reads, prompts, completion. */
  readonly client: Pick<
    Client,
    | 'listTools'
    | 'listResources'
    | 'listResourceTemplates'
    | 'listPrompts'
    | 'readResource'
    | 'getPrompt'
    | 'complete'
    | 'getServerVersion'
    | 'getServerCapabilities'
    | 'close'
  >;
  /** Which revision it agreed on; undefined where the SDK does not tell. */
  readonly revision?: string | undefined;
  readonly updates: Updates;
  call(
    name: string,
    args?: Record<string, unknown>,
    options?: CallOptions,
  ): Promise<CallToolResult>;
  /** Wants to hear of a resource, in the way of its era. */
  follow(uri: string): Promise<unknown>;
}

/** The URIs of resources of which the client was told that they changed. */
export class Updates {
  readonly uris: string[] = [];
  private readonly arrival = new Condition();

  readonly take = ({ params }: { params: { uri: string } }): void => {
    this.uris.push(params.uri);
    this.arrival.changed();
  };

  async first(): Promise<string> {
    await this.arrival.until(() => this.uris.length > 0);
    return this.uris[0]!;
  }
}

export const HEADLINE = { action: 'accept' as const, content: { headline: 'Ada wins' } };
