import { Injectable, Module, NotFoundException } from '@nestjs/common';
import { Complete, McpModule, Resource, ResourceTemplate } from 'nest-mcp';

const BOOKS: Readonly<Record<string, string>> = { emma: 'Emma', persuasion: 'Persuasion' };
export const COVER = Uint8Array.of(137, 80, 78, 71);

@Injectable()
export class Shelf {
  @Resource({
    uri: 'shelf://summary',
    title: 'Summary',
    description: 'What there is',
    mimeType: 'text/plain',
    annotations: { audience: ['user'] },
    cache: { ttlMs: 60_000, cacheScope: 'public' },
  })
  summary(): string {
    return '2 books';
  }

  @Resource({ uri: 'shelf://cover', mimeType: 'image/png' })
  cover(): Uint8Array {
    return COVER;
  }

  @Resource({ uri: 'shelf://broken' })
  broken(): never {
    throw new Error('connect ECONNREFUSED 10.0.0.5:5432');
  }

  @ResourceTemplate({ uriTemplate: 'shelf://books/{id}', name: 'book' })
  book({ id }: { id: string }) {
    const title = BOOKS[id];
    if (title === undefined) throw new NotFoundException(`There is no book ${id}`);
    return { id, title };
  }

  @ResourceTemplate({ uriTemplate: 'shelf://pages/{+path}{?from,to}', name: 'pages' })
  pages(variables: Record<string, string>) {
    return variables['path'] === 'none' ? undefined : variables;
  }

  @Complete({ uriTemplate: 'shelf://books/{id}', variable: 'id' })
  ids({ value }: { value: string }): string[] {
    return Object.keys(BOOKS).filter((id) => id.startsWith(value));
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'shelf', version: '1.0.0', sse: true, drain: 0 })],
  providers: [Shelf],
})
export class ShelfModule {}
