import type { Activity, FeedState, RelationEvents } from '@tickertape/events';
import { activityDtos, checkEventData, feedDtos, relationDtos } from '@tickertape/events/dto';
import { MemoryTapeStore, Tape, type EventInput, type TapeEvent, type TapeStore } from '@tickertape/tape';
import { formatTopic, type Seq, type Topic } from '@tickertape/wire';
import { activityId } from '../../social/activity-id';
import { RelationsIndex } from '../../social/relations.index';
import { SocialWorkers } from '../../social/social.workers';
import { FeedsService } from './feeds.service';
import { FeedsSource } from './feeds.source';

/** The feature on a tape of its own, without HTTP. */
export class Fed {
  static async start(store: TapeStore = new MemoryTapeStore()): Promise<Fed> {
    const tape = await Tape.open(store);
    for (const dtos of [activityDtos, relationDtos, feedDtos]) {
      tape.families.register({ family: dtos.family, check: (type, data) => checkEventData(dtos, type, data) });
    }
    const fed = new Fed(tape);
    await fed.relations.onModuleInit();
    await fed.source.onApplicationBootstrap();
    return fed;
  }

  readonly service: FeedsService;
  readonly workers = new SocialWorkers();
  readonly relations: RelationsIndex;
  private source: FeedsSource;
  private activities = 0;
  private asleep = false;

  private constructor(readonly tape: Tape) {
    this.service = new FeedsService(tape);
    this.relations = new RelationsIndex(tape);
    this.source = this.newSource();
  }

  /** Somebody does something. Resolves with its id, a new one unless it is given, when it is on the tape. */
  async publish(actor: string, text?: string, given?: string): Promise<string> {
    this.activities += 1;
    const id = given ?? activityId(actor, String(this.activities));
    const data = { id, verb: 'post', object: { type: 'note', id: `${this.activities}` }, text };
    await this.append(`activities/${actor}`, { type: 'activities.published', data });
    return id;
  }

  async edit(actor: string, id: string, text: string): Promise<void> {
    await this.append(`activities/${actor}`, { type: 'activities.edited', data: { id, text } });
  }

  async remove(actor: string, id: string): Promise<void> {
    await this.append(`activities/${actor}`, { type: 'activities.removed', data: { id } });
  }

  /** Resolves with the place of the relation on the tape. */
  relate(user: string, what: keyof RelationEvents, other: string): Promise<Seq> {
    return this.append(`relations/${user}`, { type: what, data: { user: other } });
  }

  /** Every event of a user's feed, oldest first. */
  events(user: string): Promise<readonly TapeEvent[]> {
    return this.tape.store.read([formatTopic('feeds', user)], 0, 100_000);
  }

  /** A user's feed, as far as the source has come. */
  async feed(user: string): Promise<readonly Activity[]> {
    return ((await this.tape.states.get(formatTopic('feeds', user))).state as FeedState).items;
  }

  /** A user's feed once all is in it, unless the source sleeps. */
  async settledFeed(user: string): Promise<readonly Activity[]> {
    if (!this.asleep) await this.source.settled();
    return this.feed(user);
  }

  /** The source ends; from now on the tape runs ahead of it. */
  async sleep(): Promise<void> {
    this.asleep = true;
    await this.source.onModuleDestroy();
  }

  /** Another source takes up the work. */
  async wake(): Promise<void> {
    await this.sleep();
    this.source = this.newSource();
    await this.source.onApplicationBootstrap();
    this.asleep = false;
  }

  async stop(): Promise<void> {
    await this.source.onModuleDestroy();
    this.relations.onModuleDestroy();
    await this.tape.close();
  }

  private newSource(): FeedsSource {
    return new FeedsSource(this.tape, this.relations, this.workers);
  }

  private async append(topic: Topic, event: EventInput): Promise<Seq> {
    const { events } = await this.tape.writer.append(topic, [event]);
    return events.at(-1)?.seq ?? 0;
  }
}

/** A store that forgets how far sources have come: each start is one after a crash before anything was noted. */
export class ForgetfulStore extends MemoryTapeStore {
  override async saveSnapshot(...args: Parameters<TapeStore['saveSnapshot']>): Promise<void> {
    if (!args[0].startsWith('workers/')) await super.saveSnapshot(...args);
  }
}
