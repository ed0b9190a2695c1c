import type { Requirement } from './requirement.js';

/** What the Model Context Protocol asks for. */
export const MCP_REQUIREMENTS = {
  'lifecycle.same-version': {
    clause: '2025-11-25 basic/lifecycle, Version Negotiation',
    text: 'answers the handshake with the version that the client asked for',
  },
  'lifecycle.other-version': {
    clause: '2025-11-25 basic/lifecycle, Version Negotiation',
    text: 'answers a version that it does not know with its latest one',
  },
  'lifecycle.old-clients': {
    clause: '2025-06-18 basic/transports, Protocol Version Header',
    text: 'serves clients from before the version header',
  },
  'lifecycle.identity': {
    clause: '2025-11-25 basic/lifecycle, Initialization; 2026-07-28 server/discover',
    text: 'tells its name, version and instructions',
  },
  'lifecycle.capabilities': {
    clause: '2025-11-25 basic/lifecycle, Capability Negotiation; 2026-07-28 server/discover',
    text: 'declares its capabilities',
  },
  'lifecycle.initialized': {
    clause: '2025-11-25 basic/lifecycle, Initialization',
    text: 'pushes nothing before the client said that it is initialized',
  },
  'versioning.envelope': {
    clause: '2026-07-28 basic, _meta; SEP-2575',
    text: 'takes the version and the client from the envelope of each request',
  },
  'ping.empty': {
    clause: '2025-11-25 basic/utilities/ping, Behavior Requirements',
    text: 'answers a ping with an empty result',
  },
  'context.caller': {
    clause: '2025-11-25 basic/transports, Session Management',
    text: 'tells a handler the transport, the era and the session',
  },
  'context.client-info': {
    clause: '2025-11-25 basic/lifecycle, Initialization; 2026-07-28 basic, _meta',
    text: 'tells a handler who the client is',
  },

  'tools.list.definitions': {
    clause: '2025-11-25 server/tools, Data Types',
    text: 'lists every tool with the same definition everywhere',
  },
  'tools.list.output-schema': {
    clause: '2026-07-28 server/tools, Output Schema; SEP-2106',
    text: 'lists an output schema that is no object as each era wants it',
  },
  'tools.list.order': {
    clause: '2026-07-28 server/tools, Capabilities',
    text: 'lists tools in the same order each time',
  },
  'tools.list.pages': {
    clause: '2025-11-25 server/utilities/pagination, Pagination Model',
    text: 'cuts long lists into pages that hold every tool once',
  },
  'tools.list.invalid-cursor': {
    clause: '2025-11-25 server/utilities/pagination, Error Handling',
    text: 'refuses a cursor that it has not given out',
  },

  'tools.call.content': {
    clause: '2025-11-25 server/tools, Tool Result',
    text: 'turns what a handler returns into content',
  },
  'tools.call.newer-content': {
    clause: '2025-06-18 server/tools, Resource Links; 2025-03-26 server/tools, Audio Content',
    text: 'sends resource links and audio',
  },
  'tools.call.arguments': {
    clause: '2025-11-25 server/tools, Calling Tools',
    text: 'passes arguments on as they are, or none',
  },
  'tools.call.structured': {
    clause: '2025-11-25 server/tools, Structured Content',
    text: 'sends structured content, and its JSON as text',
  },
  'tools.call.structured-array': {
    clause: '2026-07-28 server/tools, Structured Content; SEP-2106',
    text: 'sends structured content that is no object as each era wants it',
  },
  'tools.call.ready': {
    clause: '2025-11-25 schema, CallToolResult',
    text: 'sends a finished result as it is',
  },
  'tools.call.input-error': {
    clause: '2025-11-25 server/tools, Error Handling; SEP-1303',
    text: 'lets the model read what is wrong with the arguments',
  },
  'tools.call.input-error-before': {
    clause: '2025-06-18 server/tools, Error Handling',
    text: 'answers wrong arguments of older revisions with a protocol error',
  },
  'tools.call.unknown': {
    clause: '2025-11-25 server/tools, Error Handling',
    text: 'answers a call of an unknown tool with a protocol error',
  },
  'tools.call.protocol-error': {
    clause: '2025-11-25 server/tools, Error Handling',
    text: 'passes on the protocol error that a handler throws',
  },
  'tools.call.execution-error': {
    clause: '2025-11-25 server/tools, Error Handling',
    text: 'reports errors that are meant for the model in the result',
  },
  'tools.call.masked': {
    clause: '2025-11-25 server/tools, Security Considerations',
    text: 'keeps what an unexpected error says on the server, under a correlation id',
  },
  'tools.call.unserialisable': {
    clause: '2025-11-25 server/tools, Error Handling',
    text: 'survives results that JSON cannot carry',
  },
  'tools.call.time-out': {
    clause: '2025-11-25 server/tools, Security Considerations; basic/lifecycle, Timeouts',
    text: 'gives up a tool that takes too long, and says so',
  },

  'progress.before-result': {
    clause: '2025-11-25 basic/utilities/progress, Behavior Requirements',
    text: 'sends progress before the result',
  },
  'progress.token': {
    clause: '2025-11-25 basic/utilities/progress, Behavior Requirements',
    text: 'sends progress to the request that asked for it, and to no other',
  },
  'progress.unasked': {
    clause: '2025-11-25 basic/utilities/progress, Behavior Requirements',
    text: 'sends no progress to who did not ask',
  },

  'logging.default': {
    clause: '2025-11-25 server/utilities/logging, Setting Log Level',
    text: 'sends all log messages until a level is set',
  },
  'logging.set-level': {
    clause: '2025-11-25 server/utilities/logging, Setting Log Level',
    text: 'sends log messages from the set level on',
  },
  'logging.own-level': {
    clause: '2025-11-25 server/utilities/logging, Setting Log Level',
    text: 'keeps a level for each client, and messages to the client that caused them',
  },
  'logging.invalid-level': {
    clause: '2025-11-25 server/utilities/logging, Error Handling',
    text: 'refuses a level that does not exist',
  },
  'logging.payload': {
    clause: '2025-11-25 server/utilities/logging, Log Message Notifications',
    text: 'sends level, logger and data of a log message',
  },
  'logging.per-request': {
    clause: '2026-07-28 server/utilities/logging, Per-request log level',
    text: 'sends log messages from the level on that the request names',
  },
  'logging.silent': {
    clause: '2026-07-28 server/utilities/logging, Per-request log level',
    text: 'sends no log message to a request that names no level',
  },
  'logging.invalid-request-level': {
    clause: '2026-07-28 server/utilities/logging, Error Handling',
    text: 'refuses a request whose level does not exist',
  },

  'cancellation.signal': {
    clause: '2025-11-25 basic/utilities/cancellation; 2026-07-28 basic/patterns/cancellation',
    text: 'tells the handler that its request was cancelled',
  },
  'cancellation.only-one': {
    clause: '2025-11-25 basic/utilities/cancellation, Behavior Requirements',
    text: 'cancels the named request and no other',
  },
  'cancellation.disconnect': {
    clause: '2026-07-28 basic/transports/streamable-http, Cancellation',
    text: 'tells the handler that its client is gone',
  },

  'changes.pushed': {
    clause: '2025-11-25 server/tools, List Changed Notification',
    text: 'tells connected clients that the list of tools changed',
  },
  'listen.changes': {
    clause: '2026-07-28 basic/patterns/subscriptions; SEP-2575',
    text: 'tells clients that listen that the list of tools changed',
  },
  'listen.acknowledged': {
    clause: '2026-07-28 basic/patterns/subscriptions, Acknowledgment',
    text: 'acknowledges a subscription before anything else',
  },
  'listen.filter': {
    clause: '2026-07-28 basic/patterns/subscriptions, Notification Filter',
    text: 'agrees to no more than it has, and sends no more than it agreed to',
  },
  'listen.not-asked': {
    clause: '2026-07-28 basic/patterns/subscriptions, Opening a Stream',
    text: 'tells no change to clients that do not listen',
  },
  'listen.several': {
    clause: '2026-07-28 basic/patterns/subscriptions, Multiple Concurrent Subscriptions',
    text: 'serves several subscriptions of one client, each under its id',
  },

  'listen.end-of-input': {
    clause: '2026-07-28 basic/transports/stdio, Shutdown',
    text: 'ends subscriptions with the input that could have ended them',
  },
  'changes.coalesced': {
    clause: '2025-11-25 server/tools, List Changed Notification',
    text: 'tells many changes at once in one notification',
  },
  'discover.result': {
    clause: '2026-07-28 server/discover, DiscoverResult; server/utilities/caching',
    text: 'answers server/discover with versions, capabilities, identity and cache hints',
  },

  'registry.add': {
    clause: '2026-07-28 server/tools, Capabilities',
    text: 'serves tools that come and go at run time',
  },
  'registry.disable': {
    clause: '2026-07-28 server/tools, Capabilities',
    text: 'hides disabled tools, and keeps their place',
  },
} as const satisfies Record<string, Requirement>;
