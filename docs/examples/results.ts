import 'reflect-metadata';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Tool } from 'nest-mcp';
import { z } from 'zod';

// #region structured
const Order = z.object({ number: z.string(), total: z.number() });

@Injectable()
export class StructuredTools {
  @Tool({ name: 'get_order', output: Order })
  get(): z.input<typeof Order> {
    return { number: 'A-1', total: 12.5 };
  }

  @Tool({ name: 'list_numbers', output: z.array(z.string()) })
  list(): string[] {
    return ['A-1'];
  }
}
// #endregion

// #region plain
@Injectable()
export class PlainTools {
  @Tool()
  text() {
    return 'as it is';
  }

  @Tool()
  value() {
    return { as: 'JSON text' };
  }

  @Tool()
  picture() {
    return new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/png' });
  }

  @Tool()
  file() {
    return new StreamableFile(Buffer.from('a,b'), { type: 'text/csv' });
  }

  @Tool()
  async *parts() {
    yield 'one';
    yield 'two';
  }

  @Tool()
  result() {
    return { content: [{ type: 'text', text: 'an MCP result' }], _meta: { untouched: true } };
  }
}
// #endregion
