import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Tool, ToolError, type McpContext } from 'nest-mcp';
import { image, PNG, sound } from './media.js';
import { CONTACT } from './json-schema.js';

/** Tools whose results and notifications the suite looks at. */
@Injectable()
export class ContentTools {
  @Tool({ description: 'Answers with a text' })
  test_simple_text(): string {
    return 'This is a simple text response for testing.';
  }

  @Tool({ description: 'Answers with an image' })
  test_image_content(): Blob {
    return image();
  }

  @Tool({ description: 'Answers with a sound' })
  test_audio_content(): Blob {
    return sound();
  }

  @Tool({ description: 'Answers with a resource' })
  test_embedded_resource() {
    const uri = 'test://embedded-resource';
    const text = 'This is an embedded resource content.';
    return { type: 'resource', resource: { uri, mimeType: 'text/plain', text } };
  }

  @Tool({ description: 'Answers with several kinds of content' })
  test_multiple_content_types() {
    const uri = 'test://mixed-content-resource';
    return [
      { type: 'text', text: 'Multiple content types test:' },
      { type: 'image', data: PNG.toString('base64'), mimeType: 'image/png' },
      {
        type: 'resource',
        resource: { uri, mimeType: 'application/json', text: '{"test":"data"}' },
      },
    ];
  }

  @Tool({ description: 'Logs three times' })
  async test_tool_with_logging(_: unknown, ctx: McpContext): Promise<string> {
    for (const message of [
      'Tool execution started',
      'Tool processing data',
      'Tool execution ended',
    ]) {
      await ctx.log.info(message);
      await setTimeout(50);
    }
    return 'Logged';
  }

  @Tool({ description: 'Reports progress three times' })
  async test_tool_with_progress(_: unknown, ctx: McpContext): Promise<string> {
    for (const done of [0, 50, 100]) {
      await ctx.progress(done, 100, `Completed step ${done} of 100`);
      await setTimeout(50);
    }
    return 'Done';
  }

  @Tool({ description: 'Lets the client come back for the answer' })
  async test_reconnection(_: unknown, ctx: McpContext): Promise<string> {
    ctx.closeStream();
    await setTimeout(100);
    return 'Reconnection test completed';
  }

  @Tool({ description: 'Fails' })
  test_error_handling(): never {
    throw new ToolError('This tool intentionally returns an error for testing');
  }

  @Tool({ description: 'Logs at the level that the request asks for' })
  async test_logging_tool(_: unknown, ctx: McpContext): Promise<string> {
    await ctx.log.info('A log message');
    return 'Logged';
  }

  @Tool({ description: 'Takes JSON Schema 2020-12', input: CONTACT })
  json_schema_2020_12_tool(args: object): string {
    return JSON.stringify(args);
  }
}
