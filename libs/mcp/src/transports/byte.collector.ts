const NOTHING = Buffer.alloc(0);
/** Bytes; below this, growing step by step would copy more than it saves. */
const SMALLEST = 1024;

/**
 * Collects bytes that arrive in pieces. A client may send each byte in a piece of its own, and an object
 * for each would take a hundred times the memory.
 */
export class ByteCollector {
  private bytes: Buffer = NOTHING;
  private used = 0;

  get size(): number {
    return this.used;
  }

  add(piece: Buffer): void {
    // Most messages arrive in one piece, which needs no copy.
    if (this.used === 0) this.bytes = piece;
    else this.append(piece);
    this.used += piece.length;
  }

  /** What was collected; the collector is empty then. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.used);
    this.clear();
    return taken;
  }

  clear(): void {
    this.bytes = NOTHING;
    this.used = 0;
  }

  private append(piece: Buffer): void {
    const needed = this.used + piece.length;
    // A first piece is full, so that nothing is ever written into what is not ours.
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * needed, SMALLEST));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    piece.copy(this.bytes, this.used);
  }
}
