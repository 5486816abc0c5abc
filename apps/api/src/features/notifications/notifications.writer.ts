import { Injectable } from '@nestjs/common';
import {
  notifications,
  type EventOf,
  type NotificationCounts,
  type NotificationEvents,
  type NotificationsState,
} from '@tickertape/events';
import { Tape, TapeError, type EventInput, type TopicState } from '@tickertape/tape';
import { topicOf } from './notifications.topic';

/** An event that is to be appended, without its counts. */
export type Change = {
  [Type in keyof NotificationEvents]: {
    readonly type: Type;
    readonly data: Omit<NotificationEvents[Type], keyof NotificationCounts>;
    /** Names the event in its topic: a second one of the same id is not appended. */
    readonly id?: string;
  };
}[keyof NotificationEvents];

/** The one way onto the topics of notifications: for their source, and for what users mark. */
@Injectable()
export class NotificationsWriter {
  /** The end of the last turn of each user who has one. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(private readonly tape: Tape) {}

  /**
   * Appends what `decide` finds to be done by a user's state: all or none, each event with the counts as they are after it.
   * What would change nothing is left out. `decide` is called again when the topic has moved meanwhile. A user's changes are
   * made one after the other: what `decide` has found does not come on the tape after that of a later call.
   */
  async change(user: string, decide: (state: NotificationsState) => readonly Change[]): Promise<void> {
    const turn = (this.turns.get(user) ?? Promise.resolve()).then(() => this.append(user, decide));
    const end = turn.catch(() => undefined);
    this.turns.set(user, end);
    try {
      await turn;
    } finally {
      if (this.turns.get(user) === end) this.turns.delete(user);
    }
  }

  private async append(user: string, decide: (state: NotificationsState) => readonly Change[]): Promise<void> {
    const topic = topicOf(user);
    for (;;) {
      const { state, version } = (await this.tape.states.get(topic)) as TopicState<NotificationsState>;
      const events = withCounts(state, version, decide(state));
      if (events.length === 0) return;
      try {
        await this.tape.writer.append(topic, events, { expectVersion: version });
        return;
      } catch (error) {
        // Somebody else has appended, so all together come on.
        if (!(error instanceof TapeError && error.code === 'conflict')) throw error;
      }
    }
  }
}

/** Changes as events, each with the counts after it; without those that leave the state as it is. */
function withCounts(before: NotificationsState, version: number, changes: readonly Change[]): EventInput[] {
  let state = before;
  const events: EventInput[] = [];
  for (const { type, data, id } of changes) {
    const place = { version: version + events.length + 1, time: '' };
    const event = { type, data: { ...data, unseen: 0, unread: 0 }, ...place } as EventOf<NotificationEvents>;
    const after = notifications.evolve(state, event);
    if (after === state) continue;
    state = after;
    events.push({ type, data: { ...data, unseen: after.unseen, unread: after.unread }, id });
  }
  return events;
}
