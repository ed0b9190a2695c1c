import { Injectable } from '@nestjs/common';

/** Counts the handlers that run. */
@Injectable()
export class Running {
  count = 0;

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.count++;
    try {
      return await work();
    } finally {
      this.count--;
    }
  }
}
