import type { ChangeFeed } from '../../catalog/change.feed.js';
import { wants } from '../../context/peer.js';
import { McpError } from '../../errors/mcp.error.js';
import { relayChanges } from '../../protocol/change.relay.js';
import { notificationFrame } from '../../protocol/json-rpc.js';
import type { ResumableStream } from '../../sessions/resumable.stream.js';
import type { Session } from '../../sessions/session.js';
import { EventStream, type StreamOptions } from '../http/event.stream.js';
import { whenGone } from '../http/presence.js';
import { header, type RawHttp } from '../http/raw.http.js';

/** A GET of a client in a session: it listens, or fetches what it missed. */
export class SessionListening {
  constructor(
    private readonly session: Session,
    private readonly changes: ChangeFeed,
    private readonly streams: StreamOptions,
  ) {}

  async start(raw: RawHttp): Promise<void> {
    const lastEventId = header(raw, 'last-event-id');
    if (lastEventId !== undefined) return this.resume(lastEventId, raw);
    const stream = this.standalone();
    stream.attach(this.open(raw, stream));
  }

  /** @throws McpError `UNKNOWN_EVENT` */
  private async resume(lastEventId: string, raw: RawHttp): Promise<void> {
    const replay = await this.session.replay(lastEventId);
    if (!replay) throw new McpError('UNKNOWN_EVENT', 'Bad Request: Last-Event-ID is not known');
    const stream = this.session.stream(replay.streamId);
    const connection = this.open(raw, stream);
    if (stream) return stream.resume(connection, lastEventId);
    void connection.sendAll(replay.events);
    connection.end();
  }

  private open({ response }: RawHttp, stream: ResumableStream | undefined): EventStream {
    const headers = { 'Mcp-Session-Id': this.session.id };
    const connection = EventStream.open(response, this.streams, headers);
    whenGone(response, () => stream?.detach(connection));
    whenGone(response, this.session.attend());
    return connection;
  }

  private standalone(): ResumableStream {
    return this.session.standalone((stream) =>
      relayChanges(this.changes, {
        wants: (change) => wants(this.session.peer, change),
        send: (method, params) => stream.send(notificationFrame(method, params)),
      }),
    );
  }
}
