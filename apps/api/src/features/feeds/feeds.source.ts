import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type {
  ActivitiesState,
  Activity,
  ActivityPublished,
  ActivityRemoved,
  FeedState,
  Relation,
} from '@tickertape/events';
import { formatTime, Tape, TapeWorker, type EventInput, type Position, type TapeEvent } from '@tickertape/tape';
import { formatTopic, parseTopic, type Seq, type Topic } from '@tickertape/wire';
import { RelationsIndex } from '../../social/relations.index';
import { SocialWorkers } from '../../social/social.workers';
import { backfill, hide } from './feeds.backfill';

/** Followers of one step: others append between steps. */
const FOLLOWERS_PER_STEP = 128;

/**
 * Brings what users do into the feeds of their followers, behind the end of the tape. All that concerns one author is done in
 * the order of the tape; the steps of authors take turns, so that one with very many followers holds up nobody. After a
 * restart it goes on where it was: what it appends has ids, so that nothing comes twice.
 */
@Injectable()
export class FeedsSource implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(FeedsSource.name);
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
      lane: authorOf,
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
      await this.reconcile(event);
      return;
    }
    const change = await this.changeOf(event);
    if (change) yield* this.tellFollowers(event, change, Number(from ?? 0));
  }

  /** What an author's event says to feeds. An edit says how the activity is by now: an edit that follows says it again. */
  private async changeOf({ topic, type, data, time, seq }: TapeEvent): Promise<EventInput | undefined> {
    switch (type) {
      case 'activities.published': {
        const activity = { ...(data as ActivityPublished), actor: idOf(topic), published: formatTime(time) };
        return { type: 'feeds.activity_added', data: activity, id: `added.${seq}` };
      }
      case 'activities.edited': {
        const { items } = (await this.tape.states.get(topic)).state as ActivitiesState;
        const activity = items.find(({ id }) => id === (data as ActivityRemoved).id);
        // What is gone by now is removed by an event that follows.
        return activity && { type: 'feeds.activity_changed', data: activity, id: `changed.${seq}` };
      }
      case 'activities.removed':
        return { type: 'feeds.activity_removed', data: { id: (data as ActivityRemoved).id }, id: `removed.${seq}` };
      default:
        return undefined;
    }
  }

  /** To those who see the author since before the event. A position is when the last one told began to follow. */
  private async *tellFollowers(event: TapeEvent, change: EventInput, from: number): AsyncGenerator<Position> {
    const author = idOf(event.topic);
    let feeds: Topic[] = [];
    for (const [follower, followedAt] of this.relations.followersOf(author)) {
      if (followedAt <= from) continue;
      // They are in the order of following.
      if (followedAt > event.seq) break;
      const { visible, since } = this.relations.inFeed(follower, author);
      if (visible && since < event.seq) feeds.push(formatTopic('feeds', follower));
      if (feeds.length < FOLLOWERS_PER_STEP) continue;
      await this.tape.writer.appendToEach(feeds, [change]);
      feeds = [];
      yield followedAt;
    }
    await this.tape.writer.appendToEach(feeds, [change]);
  }

  /**
   * Makes a feed show an author or not, as it is to be by now: whatever has been done of it already, and however often it is
   * done, it ends so.
   */
  private async reconcile(event: TapeEvent): Promise<void> {
    const viewer = idOf(event.topic);
    const author = authorOf(event);
    const { visible, since } = this.relations.inFeed(viewer, author);
    const earlier = visible ? await this.earlierOf(author, since, formatTime(event.time)) : [];
    if (visible && earlier.length === 0) return;
    const topic = formatTopic('feeds', viewer);
    const feed = (await this.tape.states.get(topic)).state as FeedState;
    const events = visible ? backfill(feed, earlier, since) : hide(feed, author, since);
    if (events.length > 0) await this.tape.writer.append(topic, events);
  }

  /** An author's activities as they were when a feed began to show them: what came later comes as it happened. */
  private async earlierOf(author: string, since: Seq, time: string): Promise<readonly Activity[]> {
    const { states } = this.tape;
    const topic = formatTopic('activities', author);
    const then = await states.at(topic, since);
    if (then) return (then.state as ActivitiesState).items;
    // Events from then are gone: the author has had many since.
    const { items } = (await states.get(topic)).state as ActivitiesState;
    return items.filter(({ published }) => published < time);
  }
}

const idOf = (topic: Topic): string => parseTopic(topic)?.id ?? '';

/** Whose activities are concerned. */
function authorOf({ topic, data }: TapeEvent): string {
  return topic.startsWith('relations/') ? (data as Relation).user : idOf(topic);
}
