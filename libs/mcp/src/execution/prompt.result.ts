import type { GetPromptResult, PromptMessage } from '@modelcontextprotocol/server';
import { isBlock, toContent } from './content.js';
import { isInputRequired } from './interaction/open.interaction.js';

/**
 * Turns what a handler returned into messages: ready messages stay as they are, anything else
 * becomes what the user says.
 */
export async function toPrompt(
  value: unknown,
  description: string | undefined,
  call: { readonly aborted: boolean },
): Promise<GetPromptResult> {
  if (isReady(value)) return value;
  const messages =
    Array.isArray(value) && value.length > 0 && value.every(isMessage)
      ? value
      : (await toContent(value, call)).map((content): PromptMessage => ({
          role: 'user',
          content,
        }));
  return { ...(description !== undefined && { description }), messages };
}

function isReady(value: unknown): value is GetPromptResult {
  if (typeof value !== 'object' || value === null) return false;
  const { messages } = value as Record<string, unknown>;
  return isInputRequired(value) || (Array.isArray(messages) && messages.every(isMessage));
}

function isMessage(value: unknown): value is PromptMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { role, content } = value as Record<string, unknown>;
  return (role === 'user' || role === 'assistant') && isBlock(content);
}
