import type { Implementation, ServerCapabilities } from '@modelcontextprotocol/server';

/** What a developer says of a server. */
export interface ServerDescription extends Omit<Implementation, 'icons'> {
  readonly icons?: Implementation['icons'];
  readonly instructions?: string;
}

/** What a server says of itself, in the handshake and in `server/discover`. */
export class ServerIdentity {
  readonly info: Implementation;
  readonly instructions: string | undefined;
  readonly capabilities: ServerCapabilities = { tools: { listChanged: true }, logging: {} };

  constructor(description: ServerDescription) {
    const { name, version, title, description: text, websiteUrl, icons } = description;
    this.info = {
      name,
      version,
      ...(title !== undefined && { title }),
      ...(text !== undefined && { description: text }),
      ...(websiteUrl !== undefined && { websiteUrl }),
      ...(icons && { icons }),
    };
    this.instructions = description.instructions;
  }
}
