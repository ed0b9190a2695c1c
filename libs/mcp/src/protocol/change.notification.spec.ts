import { describe, expect, it } from 'vitest';
import { changeNotification } from './change.notification.js';

describe('the notification of a change', () => {
  it.each([
    [{ list: 'tools' } as const, { method: 'notifications/tools/list_changed' }],
    [{ list: 'resources' } as const, { method: 'notifications/resources/list_changed' }],
    [{ list: 'prompts' } as const, { method: 'notifications/prompts/list_changed' }],
    [{ resource: 'a:b' }, { method: 'notifications/resources/updated', params: { uri: 'a:b' } }],
  ])('of %j', (change, notification) => {
    expect(changeNotification(change)).toStrictEqual(notification);
  });
});
