import { Injectable } from '@nestjs/common';
import type { Activity, FeedState } from '@tickertape/events';
import { Tape, type TopicState } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { pageOf, type Page, type PageQuery } from '../../page';
import { requireUserName } from '../../social/user-name';
import { toResource, type TopicResource } from '../../topic-resource';

/** Some of a feed, newest first. */
export interface FeedPage extends Page<Activity> {
  /** The user. */
  readonly id: string;
  /** A stream that starts from here continues the page. */
  readonly tail: string;
}

@Injectable()
export class FeedsService {
  constructor(private readonly tape: Tape) {}

  /** A page of a user's feed. Who follows nobody has an empty one. */
  async get(name: string, query: PageQuery): Promise<TopicResource<FeedPage>> {
    const user = requireUserName(name);
    const current = (await this.tape.states.get(formatTopic('feeds', user))) as TopicState<FeedState>;
    const self = `/v1/feeds/${user}`;
    const page = { id: user, ...pageOf(current.state.items, query) };
    const resource = toResource(this.tape, { ...current, state: page }, { self, stream: `${self}/stream` });
    return { ...resource, tail: resource.cursor };
  }
}
