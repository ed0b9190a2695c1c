import { Client, type RequestMethod } from '@modelcontextprotocol/client';
import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { Condition } from './condition.js';

type Params = Record<string, unknown>;
type Answer = (params: Params) => unknown;

/** How SDK v1 names what a client is asked. */
const REQUESTS = {
  'elicitation/create': ElicitRequestSchema,
  'sampling/createMessage': CreateMessageRequestSchema,
  'roots/list': ListRootsRequestSchema,
} as const satisfies Partial<Record<RequestMethod, unknown>>;

/** Lets a client of either SDK answer a request of the server. */
export function answers(client: Client, method: keyof typeof REQUESTS, answer: Answer): void {
  const handler = ({ params = {} }: { params?: Params | undefined }) => answer(params) as never;
  if (client instanceof Client) client.setRequestHandler(method, handler);
  else (client as ClientV1).setRequestHandler(REQUESTS[method] as never, handler);
}

/** Calls a tool with a client of either SDK, until the signal fires. */
export function callUntil(signal: AbortSignal, client: Client, name: string): Promise<unknown> {
  return client instanceof Client
    ? client.callTool({ name }, { signal })
    : (client as ClientV1).callTool({ name }, undefined, { signal });
}

/** The URIs of resources of which a client of either SDK was told that they changed. */
export class Updates {
  readonly uris: string[] = [];
  private readonly arrival = new Condition();

  constructor(client: Client) {
    const handler = ({ params }: { params: { uri: string } }) => {
      this.uris.push(params.uri);
      this.arrival.changed();
    };
    if (client instanceof Client) {
      client.setNotificationHandler('notifications/resources/updated', handler);
    } else {
      (client as ClientV1).setNotificationHandler(ResourceUpdatedNotificationSchema, handler);
    }
  }

  /** Resolves as soon as `count` of them have arrived, apart from those of a fence. */
  async next(count: number, fence?: string): Promise<string[]> {
    const wanted = () => this.uris.filter((uri) => uri !== fence);
    await this.arrival.until(() => wanted().length >= count);
    return wanted();
  }
}
