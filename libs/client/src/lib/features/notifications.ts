import type { NotificationsState } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { TopicResource } from './resource';

export type NotificationsResource = TopicResource<NotificationsState>;

/** What others have done that concerns a user. Marks are pushed to all devices of the user. */
export class NotificationsApi {
  constructor(private readonly api: Api) {}

  get(user: string, options?: RequestOptions & { readonly limit?: number }) {
    return this.api.get<NotificationsResource>(['notifications', user], options);
  }

  /** `upTo`: the cursor of what the user has on the screen, as that of a view. */
  markSeen(user: string, seen: { readonly upTo: string }, options?: RequestOptions): Promise<NotificationsResource> {
    return this.api.put('POST', ['notifications', user, 'seen'], seen, options);
  }

  /** All up to a cursor, or some groups as they are then: these once, since a second attempt could mark what has come since. */
  markRead(
    user: string,
    read: { readonly upTo: string } | { readonly ids: readonly string[] },
    options?: RequestOptions,
  ): Promise<NotificationsResource> {
    const path = ['notifications', user, 'read'];
    return 'ids' in read ? this.api.command('POST', path, read, options) : this.api.put('POST', path, read, options);
  }
}
