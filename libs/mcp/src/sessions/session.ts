import type { Peer } from '../context/peer.js';
import { Conversation } from './conversation.js';

/** The stream on which a client waits for messages that belong to no request. */
export interface SessionStream {
  end(): void;
}

/** A 2025-era session of Streamable HTTP: what has to be remembered between requests, and no more. */
export class Session extends Conversation {
  private stream: SessionStream | undefined;
  /** Milliseconds of `performance.now()`. */
  private lastSeen = performance.now();

  constructor(
    readonly id: string,
    peer: Peer,
  ) {
    super(peer);
  }

  touch(): void {
    this.lastSeen = performance.now();
  }

  /** Attaches the client's stream. A client that comes back has lost the stream before. */
  attach(stream: SessionStream): void {
    this.stream?.end();
    this.stream = stream;
    this.touch();
  }

  detach(stream: SessionStream): void {
    if (this.stream === stream) this.stream = undefined;
    this.touch();
  }

  isIdle(milliseconds: number): boolean {
    return !this.busy && !this.stream && performance.now() - this.lastSeen >= milliseconds;
  }

  close(): void {
    this.abortAll('cancelled');
    this.stream?.end();
  }
}
