import type { Offered } from '../catalog/catalogs.js';
import { SKILLS_EXTENSION, UI_EXTENSION } from '../context/extensions.js';
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
  constructor(
    description: ServerDescription,
    private readonly offers: { readonly offered: Offered },
  ) {
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

  /**
   * What servers must declare (server/tools, resources, prompts).
   *
   * @param pushes whether this client can be told of changes
   */
  capabilities(pushes: boolean): ServerCapabilities {
    const { resources, prompts, completions, ui, skills } = this.offers.offered;
    const extensions = {
      ...(ui && { [UI_EXTENSION]: {} }),
      ...(skills && { [SKILLS_EXTENSION]: { directoryRead: true } }),
    };
    const lists = pushes ? { listChanged: true } : {};
    return {
      tools: lists,
      ...(resources && { resources: { ...(pushes && { subscribe: true }), ...lists } }),
      ...(prompts && { prompts: lists }),
      ...(completions && { completions: {} }),
      logging: {},
      ...(Object.keys(extensions).length > 0 && { extensions }),
    };
  }
}
