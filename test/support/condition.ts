/** Lets tests wait for something that they can't await, without sleeping. */
export class Condition {
  private readonly waiting = new Set<() => void>();

  /** To be called whenever something changed. */
  changed(): void {
    for (const wake of this.waiting) wake();
  }

  /** Resolves as soon as the check holds. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
    });
  }
}
