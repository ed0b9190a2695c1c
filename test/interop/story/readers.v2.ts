import { Client, type Transport } from '@modelcontextprotocol/client';
import { NEGOTIATION, type Negotiation } from '../../support/clients/v2.client.js';
import { HEADLINE, Updates, type Reader } from './reader.js';

/** The SDK v2, in each way in which it can agree on an era. */
export async function readV2(transport: Transport, negotiation: Negotiation): Promise<Reader> {
  const updates = new Updates();
  const client = new Client(
    { name: `v2 ${negotiation}`, version: '2.4.0' },
    { capabilities: { elicitation: {} }, versionNegotiation: NEGOTIATION[negotiation] },
  );
  client.setRequestHandler('elicitation/create', () => HEADLINE);
  client.setNotificationHandler('notifications/resources/updated', updates.take);
  await client.connect(transport);
  return {
    client,
    revision: client.getNegotiatedProtocolVersion(),
    updates,
    call: (name, args = {}, options) => client.callTool({ name, arguments: args }, options),
    follow: (uri) =>
      negotiation === 'legacy'
        ? client.subscribeResource({ uri })
        : client.listen({ resourceSubscriptions: [uri] }),
  };
}
