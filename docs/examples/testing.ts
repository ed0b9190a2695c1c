import 'reflect-metadata';
// #region test
import { Test } from '@nestjs/testing';
import { connectClient } from 'nest-mcp/testing';
import { expect, it } from 'vitest';
import { AppModule } from './first-tool.js';

it('greets', async () => {
  const app = await Test.createTestingModule({ imports: [AppModule] }).compile();
  const client = await connectClient(app);
  const { content } = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
  expect(content).toEqual([{ type: 'text', text: 'Hello Ada' }]);
  await client.close();
  await app.close();
});
// #endregion
