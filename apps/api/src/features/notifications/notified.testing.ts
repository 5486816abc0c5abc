import type { RelationEvents } from '@tickertape/events';
import { activityDtos, checkEventData, notificationDtos, relationDtos } from '@tickertape/events/dto';
import { MemoryTapeStore, Tape, type EventInput, type TapeEvent, type TapeStore } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import { activityId } from '../../social/activity-id';
import { RelationsIndex } from '../../social/relations.index';
import { SocialWorkers } from '../../social/social.workers';
import { NotificationsService } from './notifications.service';
import { NotificationsSource } from './notifications.source';
import { NotificationsWriter } from './notifications.writer';

/** The feature on a tape of its own, without HTTP. */
export class Notified {
  static async start(store: TapeStore = new MemoryTapeStore()): Promise<Notified> {
    const tape = await Tape.open(store);
    for (const dtos of [activityDtos, relationDtos, notificationDtos]) {
      tape.families.register({ family: dtos.family, check: (type, data) => checkEventData(dtos, type, data) });
    }
    const relations = new RelationsIndex(tape);
    await relations.onModuleInit();
    const notified = new Notified(tape, relations);
    await notified.source.onApplicationBootstrap();
    return notified;
  }

  readonly service: NotificationsService;
  source: NotificationsSource;
  private readonly writer: NotificationsWriter;

  private constructor(
    readonly tape: Tape,
    private readonly relations: RelationsIndex,
  ) {
    this.writer = new NotificationsWriter(tape);
    this.service = new NotificationsService(tape, this.writer);
    this.source = new NotificationsSource(tape, relations, this.writer, new SocialWorkers());
  }

  /** Somebody does something; resolves with its id when it is on the tape. */
  async publish(actor: string, content: object, id = activityId(actor)): Promise<string> {
    await this.append(`activities/${actor}`, { type: 'activities.published', data: { id, ...content } });
    return id;
  }

  /** Somebody likes a photo of a user's. */
  like(actor: string, owner: string, photo = 'sunset', id?: string): Promise<string> {
    const object = { type: 'photo', id: photo, attributedTo: owner };
    return this.publish(actor, { verb: 'like', object }, id);
  }

  async remove(actor: string, id: string): Promise<void> {
    await this.append(`activities/${actor}`, { type: 'activities.removed', data: { id } });
  }

  async relate(user: string, what: keyof RelationEvents, other: string): Promise<void> {
    await this.append(`relations/${user}`, { type: what, data: { user: other } });
  }

  async append(topic: Topic, event: EventInput): Promise<void> {
    await this.tape.writer.append(topic, [event]);
  }

  /** Every event of a user's notifications, oldest first. */
  events(user: string): Promise<readonly TapeEvent[]> {
    return this.tape.store.read([`notifications/${user}`], 0, 10_000);
  }

  /** What a user is told once all is told. */
  async told(user: string): Promise<readonly string[]> {
    await this.source.settled();
    return (await this.service.get(user)).items.map(({ text }) => text);
  }

  /** The source ends, and another one takes up its work. */
  async restart(): Promise<void> {
    await this.source.onModuleDestroy();
    this.source = new NotificationsSource(this.tape, this.relations, this.writer, new SocialWorkers());
    await this.source.onApplicationBootstrap();
  }

  async stop(): Promise<void> {
    await this.source.onModuleDestroy();
    await this.tape.close();
  }
}

/** A store that forgets how far sources have come: each start is one after a crash before anything was noted. */
export class ForgetfulStore extends MemoryTapeStore {
  override async saveSnapshot(...args: Parameters<TapeStore['saveSnapshot']>): Promise<void> {
    if (!args[0].startsWith('workers/')) await super.saveSnapshot(...args);
  }
}
