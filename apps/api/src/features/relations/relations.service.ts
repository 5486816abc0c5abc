import { Injectable } from '@nestjs/common';
import type { RelationsState } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';
import { Tape, TapeError, type TopicState } from '@tickertape/tape';
import { formatCursor, formatTopic, parseCursor, type Seq } from '@tickertape/wire';
import { RelationsIndex } from '../../social/relations.index';
import { SocialWorkers } from '../../social/social.workers';
import { requireUserName } from '../../social/user-name';
import { streamOf, toResource, type TopicResource } from '../../topic-resource';
import { decide, type RelationChange } from './relations.decide';

export type RelationsResource = TopicResource<RelationsState>;

/** Some of a user's followers, in the order of following. */
export interface FollowersPage {
  readonly items: readonly { readonly user: string }[];
  /** How many there are. */
  readonly count: number;
  /** What `after` is to be for the next page; left out on the last one. */
  readonly next?: string;
}

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
    const user = requireUserName(name);
    const self = `/v1/users/${user}/following`;
    const current = await this.current(user);
    const links = { self, stream: streamOf(current.topic), followers: `/v1/users/${user}/followers` };
    return toResource(this.tape, current, links);
  }

  /** Changes what a user has to another one, once: what is so already stays as it is. */
  async change(name: string, change: RelationChange, otherName: string): Promise<RelationsResource> {
    const user = requireUserName(name);
    const other = requireUserName(otherName);
    const seqs = [await this.append(user, change, other)];
    // Who is blocked follows no longer.
    if (change === 'relations.blocked') seqs.push(await this.append(other, 'relations.unfollowed', user));
    await Promise.all(seqs.map((seq) => this.workers.handled(seq, EFFECT_MS)));
    return this.get(user);
  }

  /**
   * A page of a user's followers, in the order of following: at most `limit`, of those who came behind `after`. Who comes or
   * leaves meanwhile moves nobody else. Throws `bad_parameter` for an `after` that is no `next` of this tape.
   */
  followers(name: string, limit: number, after?: string): FollowersPage {
    const { epoch } = this.tape.store;
    const behind = after === undefined ? 0 : readPlace(after, epoch);
    const all = [...this.index.followersOf(requireUserName(name))];
    const rest = all.filter(([, followedAt]) => followedAt > behind);
    const page = rest.slice(0, limit);
    const [, last = 0] = page.at(-1) ?? [];
    return {
      items: page.map(([user]) => ({ user })),
      count: all.length,
      ...(page.length < rest.length && { next: formatCursor({ epoch, seq: last }) }),
    };
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

/** A place among followers is where the last one of a page began to follow: it remains when that one leaves. */
function readPlace(after: string, epoch: string): Seq {
  const cursor = parseCursor(after);
  if (cursor?.epoch === epoch) return cursor.seq;
  const message = 'after must be the next of a page of this list';
  throw new ProblemException(400, 'bad_parameter', message, { errors: [{ path: 'after', message }] });
}
