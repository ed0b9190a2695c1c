import { PassThrough } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpModule, serveStdio, type StdioOptions } from 'nest-mcp';
import { onTestFinished } from 'vitest';
import { Queue } from './queue.js';
import { request, type Json } from './rpc.messages.js';
import { addTools, type Handler } from './served.app.js';

interface Setup extends Omit<StdioOptions, 'input' | 'output'> {
  readonly tools?: Readonly<Record<string, Handler>>;
  readonly bodyBytes?: number;
  readonly output?: (frame: string) => Promise<void>;
}

/** Serves one client over streams until the test ends. */
export async function start({ tools = {}, bodyBytes, output, ...options }: Setup = {}) {
  const limits = bodyBytes === undefined ? {} : { limits: { bodyBytes } };
  const server = McpModule.forRoot({ name: 'wire', version: '1.0.0', ...limits });
  const app: INestApplicationContext = await NestFactory.createApplicationContext(server, {
    logger: false,
    abortOnError: false,
  });
  addTools(app, tools);
  const input = new PassThrough();
  const frames = new Queue<string>();
  const collect = async (frame: string) => frames.put(frame);
  const ended = serveStdio(app, { input, output: output ?? collect, ...options });
  onTestFinished(async () => {
    input.end();
    await ended;
    await app.close();
  });
  const next = async () => JSON.parse(await frames.take()) as Json;
  return { input, frames, next, ended };
}

export const line = (message: unknown) => `${JSON.stringify(message)}\n`;
export const ping = (id: unknown) => request(id, 'ping');
export const pong = (id: unknown) => ({ jsonrpc: '2.0', id, result: {} });
