import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { INestApplicationContext } from '@nestjs/common';
import { serveStdio } from 'nest-mcp';

/** Serves each connection as `serveStdio` serves a process, for clients that cut and split what they send. */
export async function serveLines(app: INestApplicationContext): Promise<number> {
  const server: Server = createServer((socket) => void serveSocket(app, socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function serveSocket(app: INestApplicationContext, socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  await serveStdio(app, {
    input: socket,
    output: (text) =>
      new Promise((resolve, reject) => {
        socket.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    drain: 1000,
  });
  socket.destroy();
}
