import { describe, it } from 'vitest';
import { REQUIREMENTS, type RequirementId } from '../requirements/requirements.js';
import type { Channel } from './channels.js';
import type { TestClient } from './clients/test.client.js';

/** Tests that a requirement is met, on each of the channels that it concerns. */
export function verifies(
  id: RequirementId,
  channels: readonly Channel[],
  run: (client: TestClient, channel: Channel) => Promise<void>,
): void;
/** Tests that a requirement is met, in a way that the test itself sets up. */
export function verifies(id: RequirementId, run: () => Promise<void> | void): void;
export function verifies(
  id: RequirementId,
  channelsOrRun: readonly Channel[] | (() => Promise<void> | void),
  run?: (client: TestClient, channel: Channel) => Promise<void>,
): void {
  const { clause, text } = REQUIREMENTS[id];
  const title = `${text} (${id}; ${clause})`;
  if (typeof channelsOrRun === 'function') {
    it(title, channelsOrRun);
  } else {
    describe(title, () => {
      it.each(channelsOrRun)('on $name', async (channel) => {
        await run?.(await channel.open(), channel);
      });
    });
  }
}
