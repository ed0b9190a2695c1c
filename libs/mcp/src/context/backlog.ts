/** What a client has not taken yet, as the code that sends to it needs to know. */
export interface Backlog {
  /** Whether more waits than the client may leave unread. */
  readonly full: boolean;
  /** Counts a message that was left out because of it. */
  leaveOut(): void;
}
