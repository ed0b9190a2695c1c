import type { ChangeFeed } from '../../catalog/change.feed.js';
import { wants } from '../../context/peer.js';
import { McpError } from '../../errors/mcp.error.js';
import { changeNotification } from '../../protocol/change.notification.js';
import { notificationFrame } from '../../protocol/json-rpc.js';
import type { ResumableStream } from '../../sessions/resumable.stream.js';
import type { Session } from '../../sessions/session.js';
import { EventStream } from '../http/event.stream.js';
import { header, type RawHttp } from '../http/raw.http.js';

/** A GET of a client in a session: it listens, or fetches what it missed. */
export class SessionListening {
  constructor(
    private readonly session: Session,
    private readonly changes: ChangeFeed,
    private readonly keepAlive: number,
  ) {}

  async start(raw: RawHttp): Promise<void> {
    const lastEventId = header(raw.incoming, 'last-event-id');
    if (lastEventId === undefined) return this.attach(this.standalone(), this.open(raw), raw);
    await this.resume(lastEventId, raw);
  }

  /** @throws McpError `UNKNOWN_EVENT` */
  private async resume(lastEventId: string, raw: RawHttp): Promise<void> {
    let replay = await this.session.replay(lastEventId);
    if (!replay) throw new McpError('UNKNOWN_EVENT', 'Bad Request: Last-Event-ID is not known');
    const connection = this.open(raw);
    // Events may be added while earlier ones are on their way: until there are none left.
    while (replay && replay.events.length > 0) {
      for (const { id, frame } of replay.events) await connection.send(frame, id);
      replay = await this.session.replay(replay.events.at(-1)?.id ?? lastEventId);
    }
    const stream = replay && this.session.stream(replay.streamId);
    if (stream) this.attach(stream, connection, raw);
    else connection.end();
  }

  private attach(stream: ResumableStream, connection: EventStream, { response }: RawHttp): void {
    stream.attach(connection);
    response.once('close', () => {
      stream.detach(connection);
      this.session.touch();
    });
  }

  private open({ response }: RawHttp): EventStream {
    return EventStream.open(response, this.keepAlive, { 'Mcp-Session-Id': this.session.id });
  }

  private standalone(): ResumableStream {
    return this.session.standalone((stream) =>
      this.changes.subscribe((change) => {
        if (!wants(this.session.peer, change)) return;
        const { method, params } = changeNotification(change);
        void stream.send(notificationFrame(method, params));
      }),
    );
  }
}
