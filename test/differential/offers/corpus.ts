import { ENVELOPE, KEYS, legacy, modern } from '../corpus/messages.js';
import type { Entry } from '../exchange.js';

type Json = Record<string, unknown>;
type Asked = readonly [name: string, method: string, params: Json];

const BAD_VALUES = [undefined, null, 7, true, '', [], {}, 'nowhere'];
const shown = (value: unknown) => JSON.stringify(value) ?? 'missing';

const LISTS = ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'];
const lists: readonly Asked[] = LISTS.flatMap((method) => [
  [method, method, {}] as const,
  [`${method} with more than it needs`, method, { extra: 1, cursors: [] }] as const,
]);

const URIS = [
  'offer://text',
  'offer://picture',
  'offer://books/emma',
  'offer://books/persuasion',
  'offer://books/ulysses',
  'offer://books/',
  'offer://books/a/b',
  'offer://books/%65mma',
  'offer://books/%ff',
  'offer://nowhere',
  'other://text',
  'not a uri',
];
const reads: readonly Asked[] = [
  ...URIS.map((uri) => [`read ${uri}`, 'resources/read', { uri }] as const),
  ...BAD_VALUES.map((uri) => [`read, uri ${shown(uri)}`, 'resources/read', { uri }] as const),
];

const PROMPTS: readonly (readonly [string, Json])[] = [
  ['plan, complete', { name: 'plan', arguments: { city: 'Rome', days: '3' } }],
  ['plan, what it needs', { name: 'plan', arguments: { city: 'Rome' } }],
  ['plan, too short', { name: 'plan', arguments: { city: 'R' } }],
  ['plan, nothing', { name: 'plan', arguments: {} }],
  ['plan, no arguments', { name: 'plan' }],
  ['plan, a number', { name: 'plan', arguments: { city: 7 } }],
  ['plan, more', { name: 'plan', arguments: { city: 'Rome', other: 'x' } }],
  ['plain', { name: 'plain' }],
  ['plain, with arguments', { name: 'plain', arguments: { a: 'b' } }],
];
const prompts: readonly Asked[] = [
  ...PROMPTS.map(([name, params]) => [`get ${name}`, 'prompts/get', params] as const),
  ...BAD_VALUES.map((name) => [`get, name ${shown(name)}`, 'prompts/get', { name }] as const),
  ...[null, 7, 'text', []].map(
    (args) =>
      [`get, arguments ${shown(args)}`, 'prompts/get', { name: 'plan', arguments: args }] as const,
  ),
];

const PLAN = { type: 'ref/prompt', name: 'plan' };
const BOOK = { type: 'ref/resource', uri: 'offer://books/{id}' };
const complete = (name: string, ref: unknown, argument: unknown, more: Json = {}): Asked => [
  `complete ${name}`,
  'completion/complete',
  { ref, argument, ...more },
];
const city = (value: unknown) => ({ name: 'city', value });
const completions: readonly Asked[] = [
  complete('a city', PLAN, city('Pa')),
  complete('any city', PLAN, city('')),
  complete('no such city', PLAN, city('X')),
  complete('an argument without values', PLAN, { name: 'days', value: '' }),
  complete('an unknown argument', PLAN, { name: 'other', value: '' }),
  complete('a prompt without arguments', { type: 'ref/prompt', name: 'plain' }, city('')),
  complete('an unknown prompt', { type: 'ref/prompt', name: 'nowhere' }, city('')),
  complete('a book', BOOK, { name: 'id', value: 'p' }),
  complete('an unknown variable', BOOK, { name: 'other', value: '' }),
  complete('a book by its URI', { ...BOOK, uri: 'offer://books/emma' }, city('')),
  complete('an unknown template', { ...BOOK, uri: 'other://{x}' }, city('')),
  complete('in a context', PLAN, city('P'), { context: { arguments: { days: '3' } } }),
  complete('in an empty context', PLAN, city('P'), { context: {} }),
  ...BAD_VALUES.map((ref) => complete(`the reference ${shown(ref)}`, ref, city(''))),
  ...BAD_VALUES.map((type) => complete(`the type ${shown(type)}`, { ...PLAN, type }, city(''))),
  ...BAD_VALUES.map((argument) => complete(`the argument ${shown(argument)}`, PLAN, argument)),
  ...[undefined, null, 7, []].map((value) =>
    complete(`the value ${shown(value)}`, PLAN, city(value)),
  ),
];

const calls: readonly Asked[] = [
  ['call echo', 'tools/call', { name: 'echo', arguments: { text: 'hi' } }],
  ['call echo, nothing', 'tools/call', { name: 'echo', arguments: {} }],
  ['call echo, no arguments', 'tools/call', { name: 'echo' }],
  ['call echo, a number', 'tools/call', { name: 'echo', arguments: { text: 7 } }],
  ['call echo, more', 'tools/call', { name: 'echo', arguments: { text: 'hi', more: [1] } }],
  ['call nowhere', 'tools/call', { name: 'nowhere' }],
];

/** What clients of both eras may ask for. */
const ASKED: readonly Asked[] = [...lists, ...reads, ...prompts, ...completions, ...calls];

const subscriptions: readonly Entry[] = ['resources/subscribe', 'resources/unsubscribe'].flatMap(
  (method) => [
    legacy(method, method, { uri: 'offer://text' }),
    legacy(`${method}, unknown`, method, { uri: 'offer://nowhere' }),
    ...BAD_VALUES.filter((uri) => typeof uri !== 'string').map((uri) =>
      legacy(`${method}, uri ${shown(uri)}`, method, { uri }),
    ),
    modern(`${method}, which is gone`, method, { uri: 'offer://text' }),
  ],
);

const LISTENED: readonly Json[] = [
  { resourceSubscriptions: ['offer://text'] },
  { resourceSubscriptions: ['offer://text', 'offer://nowhere', 'offer://text'] },
  { resourceSubscriptions: [] },
  { resourcesListChanged: true },
  { promptsListChanged: true, toolsListChanged: true, resourcesListChanged: true },
  { promptsListChanged: false },
  { unheardOf: true },
];
const BADLY_LISTENED: readonly unknown[] = [
  { resourceSubscriptions: 'offer://text' },
  { resourceSubscriptions: [7] },
  { resourceSubscriptions: null },
  [],
  null,
  7,
];
const listening: readonly Entry[] = [
  ...LISTENED.map((notifications) =>
    modern(
      `listen to ${shown(notifications)}`,
      'subscriptions/listen',
      { notifications },
      { endless: true },
    ),
  ),
  ...BADLY_LISTENED.map((notifications) =>
    modern(`listen to ${shown(notifications)}`, 'subscriptions/listen', { notifications }),
  ),
];

const NAMES: readonly (string | null)[] = [null, '', 'other', ' plain ', 'PLAIN', '=?base64?!?='];
const targets: readonly Entry[] = NAMES.flatMap((value) => [
  modern(
    `get plain under the name ${shown(value)}`,
    'prompts/get',
    { name: 'plain' },
    {
      headers: { 'Mcp-Name': value },
    },
  ),
  modern(
    `read offer://text under the name ${shown(value)}`,
    'resources/read',
    { uri: 'offer://text' },
    { headers: { 'Mcp-Name': value } },
  ),
]);

const CAN_ASK = { ...ENVELOPE, [KEYS.capabilities]: { elicitation: {} } };
const URL_ONLY = { ...ENVELOPE, [KEYS.capabilities]: { elicitation: { url: {} } } };
const FORM = { ...ENVELOPE, [KEYS.capabilities]: { elicitation: { form: {} } } };
const ASKING: readonly (readonly [string, Json])[] = [
  ['tools/call', { name: 'ask', arguments: {} }],
  ['resources/read', { uri: 'offer://asking' }],
  ['prompts/get', { name: 'asking' }],
];
const ADA = { action: 'accept', content: { name: 'Ada' } };
const RESPONSES: readonly unknown[] = [
  { name: ADA },
  { name: { action: 'decline' } },
  { name: { action: 'cancel' } },
  { name: ADA, other: ADA },
  { other: ADA },
  {},
  { name: {} },
  { name: { action: 'perhaps' } },
  null,
  7,
  'text',
  [],
];
const asking: readonly Entry[] = ASKING.flatMap(([method, params]) => [
  modern(`${method} asks who can't answer`, method, params),
  modern(`${method} asks who only opens pages`, method, params, { _meta: URL_ONLY }),
  modern(`${method} asks who fills in forms`, method, params, { _meta: FORM }),
  modern(`${method} asks`, method, params, { _meta: CAN_ASK }),
  legacy(`${method} asks`, method, params),
  ...RESPONSES.map((inputResponses) =>
    modern(
      `${method} is told ${shown(inputResponses)}`,
      method,
      { ...params, inputResponses },
      { _meta: CAN_ASK },
    ),
  ),
]);

type Repeated = readonly [args: unknown, headers: Readonly<Record<string, string>>];
const REPEATED: readonly Repeated[] = [
  [
    { region: 'eu', count: 1 },
    { Region: 'eu', Count: '1' },
  ],
  [{ region: 'eu', count: 1 }, { Region: 'eu' }],
  [
    { region: 'eu', count: 1 },
    { Region: 'eu', Count: '01' },
  ],
  [
    { region: 'eu', count: 1 },
    { Region: 'eu', Count: '+1' },
  ],
  [
    { region: 'eu', count: 1 },
    { Region: 'eu', Count: '1e0' },
  ],
  [{ count: 0 }, { Count: '-0' }],
  [{ count: -0 }, { Count: '0' }],
  [{ count: 100 }, { Count: '1E2' }],
  [{ count: 'x' }, { Count: 'x' }],
  [{ region: 7 }, { Region: '7' }],
  [{ region: true }, { Region: 'true' }],
  [{ region: ['eu'] }, { Region: 'eu' }],
  [{ region: 'é' }, { Region: '=?base64?w6k=?=' }],
  [{ region: ' eu' }, { Region: '=?base64?IGV1?=' }],
  [{ region: 'a\nb' }, { Region: '=?base64?YQpi?=' }],
  [{ region: 'eu' }, { Region: '=?base64??=' }],
  [{ region: '' }, { Region: '=?base64??=' }],
  [
    { region: 'eu', extra: 1 },
    { Region: 'eu', Extra: '2' },
  ],
  [undefined, { Region: 'eu', Count: '1' }],
  ['text', { Region: 'eu' }],
];
const repeated: readonly Entry[] = REPEATED.map(([args, given]) =>
  modern(
    `run ${shown(args)} with ${shown(given)}`,
    'tools/call',
    { name: 'run', arguments: args },
    {
      headers: Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`Mcp-Param-${name}`, value]),
      ),
    },
  ),
);

const CURSORS: readonly unknown[] = ['', 'nonsense', 7, null, [], {}, true];
const cursors: readonly Entry[] = LISTS.flatMap((method) =>
  CURSORS.flatMap((cursor) => [
    modern(`${method} from ${shown(cursor)}`, method, { cursor }),
    legacy(`${method} from ${shown(cursor)}`, method, { cursor }),
  ]),
);

export const OFFER_CORPUS: readonly Entry[] = [
  ...ASKED.flatMap(([name, method, params]) => [
    modern(name, method, params),
    legacy(name, method, params),
  ]),
  ...subscriptions,
  ...listening,
  ...targets,
  ...asking,
  ...repeated,
  ...cursors,
  modern('discover', 'server/discover', {}),
  legacy(
    'initialize',
    'initialize',
    {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'corpus', version: '1.0.0' },
    },
    { headers: { 'MCP-Protocol-Version': null } },
  ),
];
