import type { MatchState, MatchStatus } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { TopicList, TopicResource } from './resource';

export type MatchResource = TopicResource<MatchState>;

/** Live scores. */
export class MatchesApi {
  constructor(private readonly api: Api) {}

  /** All, or those of a status. */
  list(options?: RequestOptions & { readonly status?: MatchStatus }) {
    return this.api.get<TopicList<MatchResource>>(['matches'], options);
  }

  get(id: string, options?: RequestOptions): Promise<MatchResource> {
    return this.api.get(['matches', id], options);
  }
}
