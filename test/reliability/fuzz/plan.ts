import * as fc from 'fast-check';
import { byteFaults, httpFaults, type ByteFault, type HttpFault } from './faults.js';
import { handshake } from './messages.js';
import { mutations, type Mutation } from './mutations.js';

/** One message of a client, and what is wrong with it. */
export interface Step {
  readonly message: unknown;
  readonly mutations: readonly Mutation[];
  readonly bytes: ByteFault | undefined;
  /** Only over HTTP. */
  readonly http: readonly HttpFault[];
  /** Whether the client waits for the answer before it goes on. */
  readonly waits: boolean;
}

/** What the client says when it is asked something. */
export type Reply =
  'accept' | 'decline' | 'nothing' | 'an error' | 'nonsense' | 'twice' | 'with another id';

/** A conversation: valid messages in an order that makes sense, of which some are spoilt. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly replies: readonly Reply[];
}

const replies = fc.constantFrom<Reply>(
  'accept',
  'accept',
  'decline',
  'nothing',
  'an error',
  'nonsense',
  'twice',
  'with another id',
);

const rarely = <T>(arbitrary: fc.Arbitrary<T>, freq: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: freq, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const isFraming = ({ kind }: HttpFault) => kind === 'framing';
const isElsewhere = ({ kind }: HttpFault) => kind === 'path' || kind === 'verb';

/** An upload that breaks off on somebody else's route is nothing that this library could answer. */
const faultLists = fc
  .array(httpFaults, { minLength: 1, maxLength: 2 })
  .filter((faults) => !faults.some(isFraming) || !faults.some(isElsewhere));

function stepsOf(messages: fc.Arbitrary<unknown>): fc.Arbitrary<Step> {
  return fc.record({
    message: messages,
    mutations: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(mutations, { minLength: 1, maxLength: 3 }) },
    ),
    bytes: rarely(byteFaults, 7),
    http: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: faultLists }),
    waits: fc.boolean(),
  });
}

const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** @param opens whether a conversation begins with a handshake, as a rule */
export function plansOf(messages: fc.Arbitrary<unknown>, opens: boolean): fc.Arbitrary<Plan> {
  const version = fc.constantFrom('2025-11-25', '2025-11-25', '2025-03-26', '2024-11-05');
  const opening = version.map((one): Step[] =>
    [handshake(one), INITIALIZED].map((message) => ({
      message,
      mutations: [],
      bytes: undefined,
      http: [],
      waits: true,
    })),
  );
  const begun = fc.oneof(
    { weight: 9, arbitrary: opening },
    { weight: 1, arbitrary: fc.constant([]) },
  );
  return fc
    .tuple(
      opens ? begun : fc.constant<Step[]>([]),
      fc.array(stepsOf(messages), { minLength: 1, maxLength: 8 }),
      fc.array(replies, { minLength: 1, maxLength: 4 }),
    )
    .map(([first, steps, said]) => ({ steps: [...first, ...steps], replies: said }));
}
