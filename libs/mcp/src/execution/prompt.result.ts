import type { GetPromptResult, PromptMessage } from '@modelcontextprotocol/server';
import type { Exchange } from '../context/exchange.js';
import {
  hasOnly,
  isBlock,
  isMembers,
  isObjectOrNone,
  isRole,
  isTextOrNone,
} from './content.block.js';
import { toContent } from './content.js';
import { isInputRequired } from './interaction/open.interaction.js';

const MEMBERS = new Set(['messages', 'description', '_meta', 'resultType']);

/**
 * Turns what a handler returned into messages: ready messages stay as they are, anything else
 * becomes what the user says.
 *
 * @param limit bytes of all that is read or collected
 */
export async function toPrompt(
  value: unknown,
  description: string | undefined,
  exchange: Exchange,
  limit: number,
): Promise<GetPromptResult> {
  if (isReady(value)) return value;
  const messages =
    Array.isArray(value) && value.length > 0 && value.every(isMessage)
      ? value
      : (await toContent(value, exchange, limit)).map((content): PromptMessage => ({
          role: 'user',
          content,
        }));
  return { ...(description !== undefined && { description }), messages };
}

/** An object with other members is data of the application. */
function isReady(value: unknown): value is GetPromptResult {
  if (!isMembers(value)) return false;
  if (isInputRequired(value)) return true;
  const { messages, description, _meta } = value;
  if (!Array.isArray(messages) || !messages.every(isMessage)) return false;
  return isTextOrNone(description) && isObjectOrNone(_meta) && hasOnly(value, MEMBERS);
}

function isMessage(value: unknown): value is PromptMessage {
  return isMembers(value) && isRole(value['role']) && isBlock(value['content']);
}
