import net from 'node:net';
import { once } from 'node:events';
import { Condition } from '../../support/condition.js';
import type { LabProcess } from '../lab/lab.process.js';
import { damage } from './faults.js';
import { writeJson } from './hostile.values.js';
import { isObject, Ledger, parsed } from './ledger.js';
import { mutate } from './mutations.js';
import type { Plan } from './plan.js';
import { Replies } from './replies.js';
import { within } from './within.js';

/** Milliseconds until an answer that did not come is missing. */
const LONGEST = 5000;

/** Speaks to a server of stdio as the plan says. @returns what went wrong */
export async function speakLines(lab: LabProcess, { steps, replies }: Plan): Promise<string[]> {
  const socket = net.connect(lab.ports.lines, '127.0.0.1');
  const [ledger, arrival, answers] = [new Ledger(), new Condition(), new Replies(replies)];
  let state: string | undefined;
  let [unread, unsent] = ['', Buffer.alloc(0) as Buffer];
  const write = (bytes: Buffer) => {
    const all = Buffer.concat([unsent, bytes]);
    const end = all.lastIndexOf('\n') + 1;
    unsent = all.subarray(end);
    for (const line of all.subarray(0, end).toString('utf8').split('\n')) {
      if (line.trim() !== '') ledger.sent(line);
    }
    socket.write(bytes);
  };
  const take = (line: string) => {
    const frame = parsed(line);
    ledger.received(frame);
    if (isObject(frame)) {
      state = stateOf(frame) ?? state;
      for (const message of answers.to(frame)) write(Buffer.from(`${JSON.stringify(message)}\n`));
    }
    arrival.changed();
  };
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (chunk: unknown) => {
    const lines = `${unread}${String(chunk)}`.split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
  await once(socket, 'connect');
  let late = false;
  // What did not come once is not waited for again.
  const settled = async () => {
    const answered = arrival.until(() => ledger.settled);
    late ||= !(await within(answered, LONGEST));
  };
  for (const { message, mutations, bytes, waits } of steps) {
    const text = writeJson(mutate(message, mutations), state);
    write(Buffer.concat([damage(text, bytes), Buffer.from('\n')]));
    if (waits) await settled();
  }
  await settled();
  socket.destroy();
  return ledger.violations;
}

/** What the server sealed for the next round of a call. */
export function stateOf(frame: unknown): string | undefined {
  const result = isObject(frame) && isObject(frame['result']) ? frame['result'] : {};
  const { requestState } = result;
  return typeof requestState === 'string' ? requestState : undefined;
}
