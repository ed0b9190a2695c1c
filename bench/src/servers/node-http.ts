import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo, STATIC_LIST } from '../workload/answers.js';
import { announce } from './agent.js';

/** The floor: parse and answer, nothing else. */
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const answer =
      request.url === '/static'
        ? STATIC_LIST
        : JSON.stringify(answerTo(body as Parameters<typeof answerTo>[0]));
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(answer),
    });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));
