import type { ClientCapabilities } from '@modelcontextprotocol/server';
import type { Params } from '../../context/exchange.js';

/** What a client must be able to do to answer a request of ours. */
export function requirementsOf(method: string, params: Params): ClientCapabilities {
  switch (method) {
    case 'elicitation/create':
      return { elicitation: params['mode'] === 'url' ? { url: {} } : { form: {} } };
    case 'sampling/createMessage': {
      const tools = params['tools'] !== undefined || params['toolChoice'] !== undefined;
      return { sampling: tools ? { tools: {} } : {} };
    }
    case 'roots/list':
      return { roots: {} };
    default:
      return {};
  }
}
