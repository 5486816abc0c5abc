import { Injectable } from '@nestjs/common';
import type { RelationsState } from '@tickertape/events';
import { Tape, TapeError, type TopicState } from '@tickertape/tape';
import { formatTopic, type Seq } from '@tickertape/wire';
import { RelationsIndex } from '../../social/relations.index';
import { SocialWorkers } from '../../social/social.workers';
import { requireUserName } from '../../social/user-name';
import { toResource, type TopicResource } from '../../topic-resource';
import { decide, type RelationChange } from './relations.decide';

export type RelationsResource = TopicResource<RelationsState>;

/** So long a command waits, in milliseconds, until feeds and notifications have taken notice of it. */
const EFFECT_MS = 1_000;

@Injectable()
export class RelationsService {
  constructor(
    private readonly tape: Tape,
    private readonly index: RelationsIndex,
    private readonly workers: SocialWorkers,
  ) {}

  async get(name: string): Promise<RelationsResource> {
    const user = requireUserName(name, 'user');
    const self = `/v1/users/${user}/following`;
    const links = { self, stream: `/v1/stream?topic=relations/${user}`, followers: `/v1/users/${user}/followers` };
    return toResource(this.tape, await this.current(user), links);
  }

  /** Changes what a user has to another one, once: what is so already stays as it is. */
  async change(name: string, change: RelationChange, otherName: string): Promise<RelationsResource> {
    const user = requireUserName(name, 'user');
    const other = requireUserName(otherName, 'other');
    const seqs = [await this.append(user, change, other)];
    // Who is blocked follows no longer.
    if (change === 'relations.blocked') seqs.push(await this.append(other, 'relations.unfollowed', user));
    await Promise.all(seqs.map((seq) => this.workers.handled(seq, EFFECT_MS)));
    return this.get(user);
  }

  /** The followers of a user, in the order of following. */
  followers(name: string): ReadonlyMap<string, Seq> {
    return this.index.followersOf(requireUserName(name, 'user'));
  }

  /** Returns the seq of the event, or 0 when there is none to append. */
  private async append(user: string, change: RelationChange, other: string): Promise<Seq> {
    for (;;) {
      const { state, version, topic } = await this.current(user);
      if (!decide(state, change, { user, other, blockedByOther: this.index.blocks(other, user) })) return 0;
      try {
        const event = { type: change, data: { user: other } };
        const { events } = await this.tape.writer.append(topic, [event], { expectVersion: version });
        return events[0]?.seq ?? 0;
      } catch (error) {
        // Somebody else was first, so all together come on.
        if (!(error instanceof TapeError && error.code === 'conflict')) throw error;
      }
    }
  }

  private async current(user: string): Promise<TopicState<RelationsState>> {
    return (await this.tape.states.get(formatTopic('relations', user))) as TopicState<RelationsState>;
  }
}
