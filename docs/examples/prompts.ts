import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { Complete, Prompt } from 'nest-mcp';
import { z } from 'zod';

// #region prompt
const Review = z.object({
  number: z.string().describe('Number of the order'),
  tone: z.string().default('friendly'),
});

@Injectable()
export class OrderPrompts {
  @Prompt({ name: 'review_order', description: 'Reviews an order', input: Review })
  review({ number, tone }: z.infer<typeof Review>): string {
    return `Review order ${number} in a ${tone} tone.`;
  }
}
// #endregion

// #region messages
@Injectable()
export class ComplaintPrompts {
  @Prompt({ description: 'Answers a complaint' })
  complaint() {
    return [
      { role: 'user', content: { type: 'text', text: 'My parcel is late!' } },
      { role: 'assistant', content: { type: 'text', text: 'I am sorry. What is its number?' } },
    ];
  }
}
// #endregion

// #region completion
@Injectable()
export class ToneCompleter {
  @Complete({ prompt: 'review_order', argument: 'tone' })
  tones({ value, given }: { value: string; given: Record<string, string> }): string[] {
    const tones = given['number'] === 'X-0' ? ['strict'] : ['friendly', 'formal', 'strict'];
    return tones.filter((tone) => tone.startsWith(value));
  }
}
// #endregion
