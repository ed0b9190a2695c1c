import type { Change } from '../context/change.js';
import type { Params } from '../context/exchange.js';

export interface ChangeNotification {
  readonly method: string;
  readonly params?: Params;
}

export function changeNotification(change: Change): ChangeNotification {
  return 'list' in change
    ? { method: `notifications/${change.list}/list_changed` }
    : { method: 'notifications/resources/updated', params: { uri: change.resource } };
}
