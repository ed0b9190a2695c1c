/** What bounds the run of a handler. */
export interface RunLimits {
  /** Milliseconds; 0 for none. */
  readonly timeout: number;
  /** Bytes of a result. */
  readonly resultBytes: number;
}
