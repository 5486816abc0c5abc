import { Injectable } from '@nestjs/common';
import type { NewsState } from '@tickertape/events';
import { Tape, type TopicState } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { toResource, type TopicResource } from '../../topic-resource';

export type NewsResource = TopicResource<NewsState>;

@Injectable()
export class NewsService {
  constructor(private readonly tape: Tape) {}

  /** The newest stories of a channel, newest first. A channel without stories is an empty one. */
  async get(channel: string, limit: number): Promise<NewsResource> {
    const topic = formatTopic('news', channel);
    const current = (await this.tape.states.get(topic)) as TopicState<NewsState>;
    const stories = current.state.stories.slice(0, limit);
    const self = `/v1/news/${channel}`;
    const links = { self, stream: `${self}/stream`, publish: `/v1/topics/${topic}/events` };
    return toResource(this.tape, { ...current, state: { ...current.state, stories } }, links);
  }
}
