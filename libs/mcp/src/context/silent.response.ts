/** Methods of Express's and Fastify's responses with which code answers, or sets what an answer has. */
const CHAINED =
  'status code sendStatus header headers set setHeader appendHeader append removeHeader type contentType ' +
  'vary links location redirect cookie setCookie clearCookie attachment format render send json jsonp ' +
  'sendFile serializer write writeHead flushHeaders flush end on once off addListener removeListener';
const KNOWN_NOTHING = 'get getHeader getHeaderNames hasHeader emit';

/**
 * Stands in for an HTTP response in an MCP call, whose answer is a JSON-RPC message that others share with
 * it: what guards, interceptors and filters do to it has no effect.
 */
export class SilentResponse {
  statusCode = 200;
  /** Of this call: what is kept here is for nobody else. */
  readonly locals = {};
  readonly headersSent = false;

  getHeaders(): Record<string, never> {
    return {};
  }
}

for (const name of CHAINED.split(' ')) define(name, returnSelf);
for (const name of KNOWN_NOTHING.split(' ')) define(name, () => undefined);

function define(name: string, value: unknown): void {
  Object.defineProperty(SilentResponse.prototype, name, { value, configurable: true });
}

function returnSelf(this: SilentResponse): SilentResponse {
  return this;
}
