import type { EventOf, FamilyEvents } from '@tickertape/events';
import type { EventMessage } from '@tickertape/wire';
import { backOffMs } from './back-off';
import { ClientError } from './client-error';
import { DEFAULT_TIMING } from './client-options';
import type { Connection } from './connection';
import type { Seat, Taker } from './hub/taker';
import type { LaneTerms, TopicHub } from './hub/topic-hub';
import { Listeners } from './listeners';
import { MessageQueue } from './message-queue';
import { Alarm } from './streams/alarm';
import { isEvent } from './streams/frame-body';
import type { LineFrame, LineStatus } from './streams/line';
import { emptyTail, needsSnapshot, receive, type Fold, type Loss, type Tail } from './tail';

export interface ViewOptions {
  /** At most so many events a second, merged; for families that merge. Default: every event. */
  readonly maxHz?: number;
  /** Closes the view. */
  readonly signal?: AbortSignal;
}

/**
 * A live view of one topic: a snapshot, and every event after it folded on. It connects by itself, and goes on where it
 * was after every loss. Loop over it for the events as they are folded in; the loop ends when the topic is finished or the
 * view is closed, and throws a `ClientError` when the view fails.
 */
export interface View<State, Event> extends AsyncIterable<Event> {
  readonly topic: string;
  /** `undefined` until the first snapshot; a new object for each change. */
  readonly state: State | undefined;
  /** A new object for each change. */
  readonly connection: Connection;
  /** The version of the last event that is in the state. */
  readonly version: number;
  /** A stream that starts after it continues the state; empty while there is no state. */
  readonly cursor: string;
  /**
   * The last loss of events, which no loop over the view gets: told by the server, or `lost` when a snapshot has skipped
   * versions. The state is whole again with the snapshot.
   */
  readonly gap: Loss | undefined;
  /** How often the view was live and lost its connection. */
  readonly reconnects: number;
  /** Calls back after every change of state or connection, until the function that it gives is called. Bound. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Connects at once where it would wait, and again where it failed. */
  retry(): void;
  /** Lets go of the topic for good. The state stays. */
  close(): void;
}

/** So many events wait for a slow loop over a view, then it throws `overrun`. The state never waits. */
const QUEUE_MAX = 10_000;

const CONNECTING: Connection = { phase: 'connecting' };
const FINISHED: Connection = { phase: 'finished' };

export class TopicView<Events extends FamilyEvents, State> implements View<State, EventOf<Events>>, Taker {
  readonly topics: readonly [string];
  private tail: Tail<State> = emptyTail;
  private current = CONNECTING;
  private status: LineStatus = { phase: 'connecting' };
  private losses = 0;
  private seat: Seat | undefined;
  private readonly listeners = new Listeners();
  private readonly queues = new Set<MessageQueue<EventOf<Events>>>();
  /** Until a snapshot is asked for in the place of an event that could not be folded. */
  private readonly mending = new Alarm();

  constructor(
    private readonly family: Fold<Events, State>,
    readonly topic: string,
    hub: TopicHub,
    terms: LaneTerms,
  ) {
    this.topics = [topic];
    this.seat = hub.join(this, terms);
  }

  get state(): State | undefined {
    return this.tail.state;
  }

  get connection(): Connection {
    return this.current;
  }

  get version(): number {
    return this.tail.version;
  }

  get cursor(): string {
    return this.tail.cursor;
  }

  get gap(): Loss | undefined {
    return this.tail.gap;
  }

  get reconnects(): number {
    return this.losses;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.listeners.add(listener);

  retry(): void {
    this.seat?.retry();
  }

  close(): void {
    this.leave();
    for (const queue of [...this.queues]) void queue.return();
  }

  [Symbol.asyncIterator](): AsyncIterator<EventOf<Events>, undefined> {
    const queue = new MessageQueue<EventOf<Events>>(() => this.queues.delete(queue));
    this.queues.add(queue);
    if (this.current.phase === 'failed') queue.fail(this.current.error);
    else if (!this.seat) queue.finish();
    return queue;
  }

  get due(): readonly string[] {
    return needsSnapshot(this.tail) ? this.topics : [];
  }

  take(frame: LineFrame): void {
    const before = this.tail;
    this.tail = receive(this.topic, this.family, before, frame);
    const { state, version, gap, closed, torn, misfolds } = this.tail;
    if (isEvent(frame.type) && version > before.version) this.publish(frame);
    if (misfolds > before.misfolds) this.onMisfold(this.tail);
    if (isEvent(frame.type) && torn && !this.mending.isSet) this.seat?.show(this.topic);
    this.changed(state !== before.state || version !== before.version || gap !== before.gap);
    if (!closed) return;
    this.leave();
    for (const queue of [...this.queues]) queue.finish();
  }

  takeStatus(status: LineStatus): void {
    this.status = status;
    this.changed(false);
  }

  takeRefusal(_topic: string, error: ClientError): void {
    // What comes after another attempt may be anything.
    this.tail = { ...this.tail, torn: true };
    this.takeStatus({ phase: 'failed', error });
  }

  private leave(): void {
    this.mending.clear();
    this.seat?.leave();
    this.seat = undefined;
  }

  /** The first error is logged: what a server sends ends no process. Each time the snapshot waits longer: it costs a stream. */
  private onMisfold({ misfolds, error }: Tail<State>): void {
    if (misfolds === 1) console.error(error);
    this.mending.set(backOffMs(misfolds - 1, Math.random(), DEFAULT_TIMING), () => {
      if (this.tail.torn) this.seat?.show(this.topic);
    });
  }

  private publish({ type, body }: LineFrame): void {
    const { version, time, data } = body as EventMessage;
    const event = { type, version, time, data } as EventOf<Events>;
    for (const queue of [...this.queues]) {
      if (queue.length < QUEUE_MAX) queue.push(event);
      else queue.fail(new ClientError('overrun', `more than ${QUEUE_MAX} events wait for the loop over ${this.topic}`));
    }
  }

  /** Tells the listeners when there is news, or when the connection is another than before. */
  private changed(isNews: boolean): void {
    const { current } = this;
    const next = this.describe();
    this.current = next.phase === 'connecting' && current.phase === 'connecting' ? current : next;
    if (current.phase === 'live' && next.phase === 'reconnecting') this.losses += 1;
    if (isNews || this.current !== current) this.listeners.call();
    if (next.phase === 'failed') for (const queue of [...this.queues]) queue.fail(next.error);
  }

  /** What the line says, as far as it is true of this topic. */
  private describe(): Connection {
    if (this.tail.closed) return FINISHED;
    return needsSnapshot(this.tail) && this.status.phase === 'live' ? CONNECTING : this.status;
  }
}
