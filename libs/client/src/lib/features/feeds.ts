import type { Activity } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { Page, PageOptions, TopicResource } from './resource';

export type FeedPage = TopicResource<
  Page<Activity> & {
    /** The user. */
    readonly id: string;
    /** `client.events(['feeds/…'], { after: tail })` continues the page without a gap or a repeat. */
    readonly tail: string;
  }
>;

/** What those whom a user follows have done. */
export class FeedsApi {
  constructor(private readonly api: Api) {}

  page(user: string, options?: PageOptions & RequestOptions): Promise<FeedPage> {
    return this.api.get(['feeds', user], options);
  }
}
