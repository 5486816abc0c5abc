import { Injectable } from '@nestjs/common';
import type { NotificationsState } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';
import { Tape, type TopicState } from '@tickertape/tape';
import { toResource, type TopicResource } from '../../topic-resource';
import { versionAt } from './notifications.place';
import type { MarkRead } from './notifications.requests';
import { topicOf } from './notifications.topic';
import { NotificationsWriter } from './notifications.writer';

export type NotificationsResource = TopicResource<NotificationsState>;

@Injectable()
export class NotificationsService {
  constructor(
    private readonly tape: Tape,
    private readonly writer: NotificationsWriter,
  ) {}

  /** The groups with the newest activity, at most `limit`; the counts are of all. Who was never told anything has none. */
  async get(user: string, limit?: number): Promise<NotificationsResource> {
    const current = (await this.tape.states.get(topicOf(user))) as TopicState<NotificationsState>;
    const items = current.state.items.slice(0, limit);
    const self = `/v1/notifications/${user}`;
    const links = { self, stream: `${self}/stream`, seen: `${self}/seen`, read: `${self}/read` };
    return toResource(this.tape, { ...current, state: { ...current.state, items } }, links);
  }

  /** Marks as seen what there was up to a cursor. What comes after it stays as it is. */
  async markSeen(user: string, cursor: string): Promise<NotificationsResource> {
    const upTo = await this.versionAt(user, cursor);
    await this.writer.change(user, () => [{ type: 'notifications.seen', data: { upTo } }]);
    return this.get(user);
  }

  /** Marks as read, and so as seen, what there was up to a cursor, or groups as they are now; groups that are not there are passed over. */
  async markRead(user: string, { upTo: cursor, ids }: MarkRead): Promise<NotificationsResource> {
    // An optional field may be null, too.
    if (Boolean(cursor) === Boolean(ids)) {
      const message = 'give upTo or ids, and not both';
      throw new ProblemException(422, 'validation_failed', message, { errors: [{ path: '', message }] });
    }
    const upTo = cursor ? await this.versionAt(user, cursor) : undefined;
    await this.writer.change(user, ({ items }) => {
      const known = ids && items.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
      return [{ type: 'notifications.read', data: known ? { ids: known } : { upTo } }];
    });
    return this.get(user);
  }

  private versionAt(user: string, cursor: string): Promise<number> {
    return versionAt(this.tape, topicOf(user), cursor);
  }
}
