import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type {
  ActivitiesState,
  ActivityPublished,
  ActivityRemoved,
  NotificationsState,
  NotifiedActivity,
  Relation,
} from '@tickertape/events';
import { Tape, TapeWorker, type Position, type TapeEvent } from '@tickertape/tape';
import { parseTopic, type Seq } from '@tickertape/wire';
import { isStanding } from '../../social/publication';
import { RelationsIndex } from '../../social/relations.index';
import { SocialWorkers } from '../../social/social.workers';
import { concernOfFollow, findConcerned, type Concern } from './notifications.concerned';
import { NotificationsWriter, type Change } from './notifications.writer';

/** One step of the work on an event: what it changes for one user. */
interface Step {
  readonly user: string;
  readonly decide: (state: NotificationsState) => readonly Change[];
}

/** Read at once while the activity is looked for that was removed. */
const PAGE_EVENTS = 500;

/**
 * Tells users of what others do: of activities that concern them, and of who follows them. It works behind the end of the
 * tape, and after a restart goes on where it was; what it appends has ids, so that nothing is told twice.
 */
@Injectable()
export class NotificationsSource implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(NotificationsSource.name);
  private worker: TapeWorker | undefined;

  constructor(
    private readonly tape: Tape,
    private readonly relations: RelationsIndex,
    private readonly writer: NotificationsWriter,
    private readonly workers: SocialWorkers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.worker = await TapeWorker.start(this.tape.store, {
      name: 'workers/notifications',
      topics: ['activities/*', 'relations/*'],
      // What somebody does and takes back comes in that order.
      lane: actorOf,
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

  /** Waits until users are told of all that is on the tape by now. */
  async settled(): Promise<void> {
    await this.worker?.settled();
  }

  private async *work(event: TapeEvent, from: Position = 0): AsyncGenerator<Position> {
    const steps = await this.stepsOf(event);
    for (const [done, { user, decide }] of steps.entries()) {
      if (done < Number(from)) continue;
      await this.writer.change(user, decide);
      yield done + 1;
    }
  }

  /** The same steps whenever it is asked: a position is a number of them. */
  private async stepsOf(event: TapeEvent): Promise<readonly Step[]> {
    const { type, data, seq } = event;
    const actor = actorOf(event);
    const other = (data as Relation).user;
    switch (type) {
      case 'activities.published': {
        const activity = data as ActivityPublished;
        if (!isStanding((await this.tape.states.get(event.topic)).state as ActivitiesState, event)) return [];
        const concerned = [...findConcerned(actor, activity)];
        return concerned.map(([user, concern]) => this.add(user, { actor, activityId: activity.id, concern, seq }));
      }
      case 'activities.removed': {
        const { id } = data as ActivityRemoved;
        const activity = await this.findPublished(event, id);
        const concerned = activity ? [...findConcerned(actor, activity).keys()] : [];
        return concerned.map((user) => retract(user, seq, (it) => it.id === id && it.actor === actor));
      }
      case 'relations.followed': {
        if (other === actor) return [];
        return [this.add(other, { actor, activityId: followId(actor), concern: concernOfFollow(other), seq })];
      }
      case 'relations.unfollowed': {
        const follow = followId(actor);
        // Who follows again by now has not left.
        const isLeft = () => !this.relations.followersOf(other).has(actor);
        return [retract(other, seq, (it) => it.id === follow && it.actor === actor && isLeft())];
      }
      case 'relations.muted':
        return [this.hide(actor, other, seq)];
      case 'relations.blocked':
        return [this.hide(actor, other, seq), this.hide(other, actor, seq)];
      default:
        return [];
    }
  }

  /** Tells a user of an activity, unless it is told already, or the user is to see nothing of the actor. */
  private add(user: string, told: { actor: string; activityId: string; concern: Concern; seq: Seq }): Step {
    const { actor, activityId, concern, seq } = told;
    const data = { ...concern, activityId, actor };
    const isTold = ({ items }: NotificationsState) =>
      items.some(({ activities }) => activities.some((it) => it.id === activityId && it.actor === actor));
    const change: Change = { type: 'notifications.added', data, id: String(seq) };
    return {
      user,
      decide: (state) => (this.relations.hides(user, actor) || isTold(state) ? [] : [change]),
    };
  }

  /** Takes back all that a user was told of an actor, if the user is still to see nothing of the actor. */
  private hide(user: string, actor: string, seq: Seq): Step {
    return retract(user, seq, (it) => it.actor === actor && this.relations.hides(user, actor));
  }

  /** What was published under an id first, as it was then, if that is still on the tape. */
  private async findPublished({ topic, seq }: TapeEvent, id: string): Promise<ActivityPublished | undefined> {
    for (let before = seq; ;) {
      const page = await this.tape.recent(topic, PAGE_EVENTS, before);
      const published = page.filter(({ type }) => type === 'activities.published');
      const found = published.map(({ data }) => data as ActivityPublished).findLast((activity) => activity.id === id);
      if (found || page.length < PAGE_EVENTS) return found;
      before = page.at(-1)?.seq ?? 0;
    }
  }
}

/** Takes back of what a user was told all that matches, in one append. */
function retract(user: string, seq: Seq, matches: (activity: NotifiedActivity) => boolean): Step {
  const decide = ({ items }: NotificationsState): readonly Change[] =>
    items.flatMap(({ id: group, activities }) =>
      activities.filter(matches).map(({ id: activityId, actor, version }) => ({
        type: 'notifications.retracted',
        data: { group, activityId, actor },
        // The version says which addition it was: the same activity may come back, as a follow does.
        id: `${seq}.${version}`,
      })),
    );
  return { user, decide };
}

const actorOf = ({ topic }: TapeEvent): string => parseTopic(topic)?.id ?? '';

/** A follow has no id of its own: there is one at a time. */
const followId = (actor: string): string => `follow.${actor}`;
