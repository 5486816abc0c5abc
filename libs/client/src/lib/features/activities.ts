import type { Activity, ActivityContent, ActivityEdited, Tombstone } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { CreateOptions, RequestOptions } from '../requests/requester';
import type { Page, PageOptions, TopicResource } from './resource';

export type ActivityResource = TopicResource<Activity>;
export type TombstoneResource = TopicResource<Tombstone & { readonly type: 'Tombstone'; readonly actor: string }>;
export type ActivitiesPage = TopicResource<{ readonly id: string } & Page<Activity>>;

/** What users have done. */
export class ActivitiesApi {
  constructor(private readonly api: Api) {}

  /** Publishes what a user has done. With a `foreignId` the same thing is published once, whoever tries. */
  post(user: string, content: ActivityContent, options?: CreateOptions): Promise<ActivityResource> {
    return this.api.create(pathOf(user), content, options);
  }

  list(user: string, options?: PageOptions & RequestOptions): Promise<ActivitiesPage> {
    return this.api.get(pathOf(user), options);
  }

  get(user: string, id: string, options?: RequestOptions): Promise<ActivityResource> {
    return this.api.get(pathOf(user, id), options);
  }

  /** What is left out stays as it is. Tried once: a second attempt could undo what somebody else has edited since. */
  edit(user: string, id: string, changes: Omit<ActivityEdited, 'id'>, options?: RequestOptions) {
    return this.api.command<ActivityResource>('PATCH', pathOf(user, id), changes, options);
  }

  /** Takes it back: it disappears from open views and from pages. */
  remove(user: string, id: string, options?: RequestOptions): Promise<TombstoneResource> {
    return this.api.put('DELETE', pathOf(user, id), undefined, options);
  }
}

const pathOf = (user: string, ...id: readonly string[]): readonly string[] => ['users', user, 'activities', ...id];
