import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ActivitiesState, ActivityPublished, ActivityRemoved, FeedState, Relation } from '@tickertape/events';
import { formatTime, Tape, TapeWorker, type EventInput, type Position, type TapeEvent } from '@tickertape/tape';
import { formatTopic, parseTopic, type Seq, type Topic } from '@tickertape/wire';
import { isStanding } from '../../social/publication';
import { RelationsIndex } from '../../social/relations.index';
import { SocialWorkers } from '../../social/social.workers';
import { hide, show, type Shown } from './feeds.backfill';
import { Turns } from './feeds.turns';

/** Followers of one step: others append between steps. */
const FOLLOWERS_PER_STEP = 128;

/**
 * Brings what users do into the feeds of their followers, behind the end of the tape, each author's in the order of the tape.
 * The steps of authors take turns, so that one with very many followers holds up nobody. After a restart it goes on where
 * it was, and nothing comes twice.
 *
 * An event of an author goes to the feeds that have shown him since before it. A relation overtakes the author's events, since
 * a mute does not wait for a celebrity's followers: it makes one feed as it is to be by now, and so needs no order.
 */
@Injectable()
export class FeedsSource implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(FeedsSource.name);
  /** Of authors: what a relation makes of a feed must not meet a step of the author's own events. */
  private readonly turns = new Turns();
  private worker: TapeWorker | undefined;

  constructor(
    private readonly tape: Tape,
    private readonly relations: RelationsIndex,
    private readonly workers: SocialWorkers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.worker = await TapeWorker.start(this.tape.store, {
      name: 'workers/feeds',
      topics: ['activities/*', 'relations/*'],
      lane: laneOf,
      work: (event, from) => this.work(event, from),
      onError: (error) => this.logger.error(error),
    });
    this.workers.add(this.worker);
  }

  async onModuleDestroy(): Promise<void> {
    if (!this.worker) return;
    this.workers.delete(this.worker);
    await this.worker.stop();
  }

  /** Waits until feeds have all that is on the tape by now. */
  async settled(): Promise<void> {
    await this.worker?.settled();
  }

  private async *work(event: TapeEvent, from: Position | undefined): AsyncGenerator<Position> {
    if (event.topic.startsWith('relations/')) {
      for (const [viewer, author] of concernedBy(event)) {
        await this.turns.take(author, () => this.reconcile(viewer, author, formatTime(event.time)));
      }
      return;
    }
    const change = await this.changeOf(event);
    if (change) yield* this.tellFollowers(event, change, Number(from ?? 0));
  }

  /** What an author's event says to feeds: how the activity is by now. An edit that follows says it again. */
  private async changeOf(event: TapeEvent): Promise<EventInput | undefined> {
    const { topic, type, data, time, seq } = event;
    const { id } = data as ActivityRemoved;
    const state = (await this.tape.states.get(topic)).state as ActivitiesState;
    const activity = state.items.find((item) => item.id === id);
    switch (type) {
      case 'activities.published': {
        if (!isStanding(state, event)) return undefined;
        // Where many have come since, it is not in the state any more.
        const published = { ...(data as ActivityPublished), actor: idOf(topic), published: formatTime(time) };
        return { type: 'feeds.activity_added', data: activity ?? published, id: `added.${seq}` };
      }
      case 'activities.edited':
        // What is gone by now is removed by an event that follows.
        return activity && { type: 'feeds.activity_changed', data: activity, id: `changed.${seq}` };
      case 'activities.removed':
        return { type: 'feeds.activity_removed', data: { id, actor: idOf(topic) }, id: `removed.${seq}` };
      default:
        return undefined;
    }
  }

  /** Steps through those who follow the author since before the event. A position is when the last one began to follow. */
  private async *tellFollowers(event: TapeEvent, change: EventInput, from: number): AsyncGenerator<Position> {
    const author = idOf(event.topic);
    // An iterator of a Map goes on where it was, over what has been added and taken out meanwhile.
    const followers = this.relations.followersOf(author).entries();
    for (;;) {
      const told = await this.turns.take(author, () => this.tellSome(followers, event, change, from));
      if (told === undefined) return;
      yield told;
    }
  }

  /** Nothing waits between looking at who sees the author and appending: nobody gets anything after a mute is on the tape. */
  private async tellSome(
    followers: IterableIterator<[string, Seq]>,
    event: TapeEvent,
    change: EventInput,
    from: number,
  ): Promise<Seq | undefined> {
    const author = idOf(event.topic);
    const feeds: Topic[] = [];
    let told: Seq | undefined;
    for (const [follower, followedAt] of followers) {
      if (followedAt <= from) continue;
      // They are in the order of following.
      if (followedAt > event.seq) break;
      const { visible, since } = this.relations.inFeed(follower, author);
      if (visible && since < event.seq) feeds.push(formatTopic('feeds', follower));
      if (feeds.length < FOLLOWERS_PER_STEP) continue;
      told = followedAt;
      break;
    }
    await this.tape.writer.appendToEach(feeds, [change]);
    return told;
  }

  /**
   * Makes a feed show an author or not, as it is to be by now: whatever has been done of it already, and however often it is
   * done, it ends so.
   */
  private async reconcile(viewer: string, author: string, time: string): Promise<void> {
    const { visible, since } = this.relations.inFeed(viewer, author);
    const shown = visible ? await this.shownOf(author, since, time) : undefined;
    const topic = formatTopic('feeds', viewer);
    const feed = (await this.tape.states.get(topic)).state as FeedState;
    // Changed while this has waited: the event that did it comes here, too.
    if (this.relations.inFeed(viewer, author).since !== since) return;
    const events = shown ? show(feed, shown) : hide(feed, author, since);
    if (events.length > 0) await this.tape.writer.append(topic, events);
  }

  /** What came after a feed began to show the author is not earlier: it comes as it happens. */
  private async shownOf(author: string, since: Seq, time: string): Promise<Shown> {
    const topic = formatTopic('activities', author);
    const then = (await this.tape.states.at(topic, since))?.state as ActivitiesState | undefined;
    const { items: now } = (await this.tape.states.get(topic)).state as ActivitiesState;
    const ids = then && new Set(then.items.map(({ id }) => id));
    // Where events from then are gone, the author has had many since.
    const earlier = now.filter(({ id, published }) => (ids ? ids.has(id) : published < time));
    return { author, now, earlier, since };
  }
}

const idOf = (topic: Topic): string => parseTopic(topic)?.id ?? '';

function laneOf({ topic, data }: TapeEvent): string {
  return topic.startsWith('relations/') ? `${topic} ${(data as Relation).user}` : topic;
}

/** In whose feed whose activities are to be looked at after a relation has changed. A block is between both. */
function concernedBy({ topic, type, data }: TapeEvent): [viewer: string, author: string][] {
  const [user, other] = [idOf(topic), (data as Relation).user];
  const isOfBoth = type === 'relations.blocked' || type === 'relations.unblocked';
  return isOfBoth
    ? [
        [user, other],
        [other, user],
      ]
    : [[user, other]];
}
