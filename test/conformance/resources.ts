import { Injectable } from '@nestjs/common';
import { Resource, ResourceTemplate } from 'nest-mcp';
import { image } from './media.js';

@Injectable()
export class Resources {
  @Resource({ uri: 'test://static-text', mimeType: 'text/plain', description: 'A text' })
  text(): string {
    return 'This is the content of the static text resource.';
  }

  @Resource({ uri: 'test://static-binary', mimeType: 'image/png', description: 'An image' })
  binary(): Blob {
    return image();
  }

  @Resource({
    uri: 'test://watched-resource',
    mimeType: 'text/plain',
    description: 'It may change',
  })
  watched(): string {
    return 'Watched resource content';
  }

  @ResourceTemplate({
    uriTemplate: 'test://template/{id}/data',
    mimeType: 'application/json',
    description: 'Data by id',
  })
  data({ id }: { id: string }) {
    return { id, templateTest: true, data: `Data for ID: ${id}` };
  }
}
