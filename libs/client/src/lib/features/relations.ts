import type { RelationsState } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { RequestOptions } from '../requests/requester';
import type { TopicResource } from './resource';

export type RelationsResource = TopicResource<RelationsState>;

/** Some of a user's followers, in the order of following. */
export interface FollowersPage {
  readonly items: readonly { readonly user: string }[];
  /** How many there are. */
  readonly count: number;
  /** What `after` is to be for the next page; absent on the last one. */
  readonly next?: string;
}

export interface FollowersOptions extends RequestOptions {
  /** 1 to 1,000; default 100. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

/**
 * Whom a user follows, mutes and blocks. Each change answers the relations after it, and done twice it changes nothing: it is
 * tried again until it is answered, and of several devices of the user the last attempt has the last word.
 */
export class RelationsApi {
  constructor(private readonly api: Api) {}

  follow(user: string, other: string, options?: RequestOptions): Promise<RelationsResource> {
    return this.change('PUT', user, 'following', other, options);
  }

  unfollow(user: string, other: string, options?: RequestOptions): Promise<RelationsResource> {
    return this.change('DELETE', user, 'following', other, options);
  }

  mute(user: string, other: string, options?: RequestOptions): Promise<RelationsResource> {
    return this.change('POST', user, 'mutes', other, options);
  }

  unmute(user: string, other: string, options?: RequestOptions): Promise<RelationsResource> {
    return this.change('DELETE', user, 'mutes', other, options);
  }

  block(user: string, other: string, options?: RequestOptions): Promise<RelationsResource> {
    return this.change('POST', user, 'blocks', other, options);
  }

  unblock(user: string, other: string, options?: RequestOptions): Promise<RelationsResource> {
    return this.change('DELETE', user, 'blocks', other, options);
  }

  /** Whom the user follows, and whom he mutes and blocks. */
  following(user: string, options?: RequestOptions): Promise<RelationsResource> {
    return this.api.get(['users', user, 'following'], options);
  }

  followers(user: string, options?: FollowersOptions): Promise<FollowersPage> {
    return this.api.get(['users', user, 'followers'], options);
  }

  private change(
    method: 'POST' | 'PUT' | 'DELETE',
    user: string,
    what: 'following' | 'mutes' | 'blocks',
    other: string,
    options?: RequestOptions,
  ): Promise<RelationsResource> {
    return this.api.put(method, ['users', user, what, other], undefined, options);
  }
}
