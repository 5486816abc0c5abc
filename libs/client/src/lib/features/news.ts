import type { NewsState } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { TopicResource } from './resource';

export type NewsResource = TopicResource<NewsState>;

/** The ticker itself. */
export class NewsApi {
  constructor(private readonly api: Api) {}

  /** The newest stories of a channel; `limit` is 1 to 50, default 50. */
  get(channel: string, options?: RequestOptions & { readonly limit?: number }) {
    return this.api.get<NewsResource>(['news', channel], options);
  }
}
