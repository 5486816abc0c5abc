import type { QuoteState } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { TopicList, TopicResource } from './resource';

export type QuoteResource = TopicResource<QuoteState>;

/** Prices of the market. */
export class QuotesApi {
  constructor(private readonly api: Api) {}

  list(options?: RequestOptions): Promise<TopicList<QuoteResource>> {
    return this.api.get(['quotes'], options);
  }

  get(symbol: string, options?: RequestOptions): Promise<QuoteResource> {
    return this.api.get(['quotes', symbol], options);
  }
}
