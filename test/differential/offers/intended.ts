import { expect } from 'vitest';
import type { Answer } from '../exchange.js';
import type { Difference } from '../intended.differences.js';
import { OFFER_CORPUS } from './corpus.js';

type Result = Readonly<Record<string, unknown>>;

/** The entries that a pattern names; one that names none is a mistake. */
function named(pattern: RegExp): string[] {
  const found = OFFER_CORPUS.map(({ name }) => name).filter((name) => pattern.test(name));
  if (found.length === 0) throw new Error(`no entry is named like ${pattern}`);
  return found;
}

const result = (sdk: Answer) => sdk.result as Result;
const uriOf = ({ error }: Answer) => (error?.data as { uri?: string } | undefined)?.uri;
const refused = ({ status, id }: Answer, code: number, data?: unknown): Answer => ({
  status,
  id,
  error: { code, ...(data !== undefined && { data }) },
});

/** Capabilities without a word of changes. */
const UNTOLD = { tools: {}, resources: {}, prompts: {}, completions: {}, logging: {} };

/** Ways in which what we offer is answered otherwise than the SDK would, on purpose. */
export const INTENDED_OF_OFFERS: readonly Difference[] = [
  {
    reason: 'a missing resource is -32002 before 2026-07-28 (2025-11-25 server/resources, Errors)',
    ours: (sdk) => refused(sdk, -32002, { uri: uriOf(sdk) }),
    entries: named(
      /^legacy: read (offer:\/\/books\/(ulysses|a\/b|%ff)?$|offer:\/\/nowhere|other:|not a uri)/,
    ).concat(named(/^legacy: read, uri ("nowhere"|"")$/)),
  },
  {
    reason: 'a missing resource is named by its URI alone (2026-07-28 server/resources, Errors)',
    ours: (sdk) => refused(sdk, -32602, { uri: uriOf(sdk) }),
    entries: named(/^modern: read (not a uri$)/).concat(
      named(/^modern: read, uri ("nowhere"|"")$/),
    ),
  },
  {
    reason: 'what a template cuts out of a URI is percent-decoded (RFC 6570, 1.4; RFC 3986, 2.4)',
    ours: ({ status, id }) => ({
      status,
      id,
      result: expect.objectContaining({
        contents: [{ uri: 'offer://books/emma', mimeType: 'text/plain', text: 'Emma' }],
      }) as unknown,
    }),
    entries: named(/%65mma$/),
  },
  {
    reason: 'wrong parameters are -32602, and no internal error (JSON-RPC 2.0, 5.1; schema)',
    ours: (sdk) => refused(sdk, -32602),
    entries: [
      ...named(/: read, uri (missing|null|7|true|\[\]|\{\})$/),
      ...named(/: get, name (missing|null|7|true|\[\]|\{\})$/),
      ...named(/: get, arguments /),
      ...named(/: get plan, a number$/),
      ...named(/: complete the (reference|type|argument|value) /),
      ...named(/ from (7|true|\[\]|\{\})$/),
    ],
  },
  {
    reason: 'null for a cursor is none: many JSON writers put it there',
    ours: ({ status, id }) => ({ status, id, result: expect.any(Object) as unknown }),
    entries: named(/ from null$/),
  },
  {
    reason: 'a header that repeats no argument says what the body does not (Server Validation)',
    ours: (sdk) => {
      const data = { mismatch: { header: 'Mcp-Param-Region' } };
      return { status: 400, id: sdk.id, error: { code: -32020, data } };
    },
    entries: named(/^modern: run (missing|"text"|\{"region":\["eu"\]\}) with \{"Region"/),
  },
  {
    reason: 'what changes can be told of only in a session (2025-11-25 server/tools, Capabilities)',
    ours: (sdk) => ({
      ...sdk,
      result: { ...result(sdk), capabilities: UNTOLD },
    }),
    entries: named(/^legacy: initialize$/),
  },
  {
    reason: 'so nobody can subscribe without a session (server/resources, Capabilities)',
    ours: (sdk) => refused({ ...sdk, status: 200 }, -32601),
    entries: named(/^legacy: resources\/(un)?subscribe/),
  },
  {
    reason: 'a cursor of nobody is -32602 (2025-11-25 server/utilities/pagination, Errors)',
    ours: (sdk) => refused(sdk, -32602),
    entries: named(/ from "(nonsense)?"$/),
  },
  {
    reason: 'hasMore is said of values that there are (schema, CompleteResult: optional)',
    ours: (sdk) => ({ ...sdk, result: { ...result(sdk), completion: { values: [] } } }),
    entries: [
      ...named(/: complete an argument without values$/),
      ...named(/: complete an unknown (argument|variable)$/),
      ...named(/: complete a prompt without arguments$/),
    ],
  },
  {
    reason: 'what is wrong with arguments is worded by the validator (server/tools, Errors)',
    ours: (sdk) => {
      const content = [
        { type: 'text', text: expect.stringMatching(/^Invalid arguments/) as string },
      ];
      return { ...sdk, result: { ...result(sdk), content } };
    },
    entries: [
      ...named(/: call echo, (nothing|no arguments|a number)$/),
      ...named(/: run \{"(count":"x"|region":(7|true))\} /),
    ],
  },
  {
    reason: 'state is always sealed (2026-07-28 multi round-trip requests, Server Requirements)',
    ours: (sdk) => {
      const requestState = expect.stringMatching(/^[\w-]+$/) as string;
      return { ...sdk, result: { ...result(sdk), requestState } };
    },
    entries: [
      ...named(/^modern: \S+ asks( who fills in forms)?$/),
      ...named(/^modern: \S+ is told (\{"other":.*|\{\}|null|7|"text"|\[\])$/),
    ],
  },
  {
    reason: 'who cannot be asked is told what is missing (client/elicitation, Capabilities)',
    ours: (sdk) => refused(sdk, -32021, { requiredCapabilities: { elicitation: { form: {} } } }),
    entries: named(/^legacy: \S+ asks$/),
  },
];
