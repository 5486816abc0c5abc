import type { NotificationsState } from '@tickertape/events';
import { segment, type Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { TopicResource } from './resource';

export type NotificationsResource = TopicResource<NotificationsState>;

/** What others have done that concerns a user. Marks are pushed to all devices of the user. */
export class NotificationsApi {
  constructor(private readonly api: Api) {}

  get(user: string, { limit, ...options }: RequestOptions & { readonly limit?: number } = {}) {
    return this.api.get<NotificationsResource>(pathOf(user), options, { limit });
  }

  /** `upTo`: the cursor of what the user has on the screen, as that of a view. */
  markSeen(user: string, seen: { readonly upTo: string }, options?: RequestOptions): Promise<NotificationsResource> {
    return this.api.put('POST', `${pathOf(user)}/seen`, seen, options);
  }

  /** All up to a cursor, or some groups. */
  markRead(
    user: string,
    read: { readonly upTo: string } | { readonly ids: readonly string[] },
    options?: RequestOptions,
  ): Promise<NotificationsResource> {
    return this.api.put('POST', `${pathOf(user)}/read`, read, options);
  }
}

const pathOf = (user: string): string => `/v1/notifications/${segment(user)}`;
