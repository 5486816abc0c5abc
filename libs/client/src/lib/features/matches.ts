import type { MatchState, MatchStatus } from '@tickertape/events';
import { segment, type Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { TopicList, TopicResource } from './resource';

export type MatchResource = TopicResource<MatchState>;

/** Live scores. */
export class MatchesApi {
  constructor(private readonly api: Api) {}

  /** All, or those of a status. */
  list({ status, ...options }: RequestOptions & { readonly status?: MatchStatus } = {}) {
    return this.api.get<TopicList<MatchResource>>('/v1/matches', options, { status });
  }

  get(id: string, options?: RequestOptions): Promise<MatchResource> {
    return this.api.get(`/v1/matches/${segment(id)}`, options);
  }
}
