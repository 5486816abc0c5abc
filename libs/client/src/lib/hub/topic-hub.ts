import { ClientError } from '../client-error';
import { combine, type Connection } from '../connection';
import { Listeners } from '../listeners';
import type { Line, LineListener, PauseReason } from '../streams/line';
import { Lane } from './lane';
import type { Seat, Taker } from './taker';

/** What sets a stream apart from others: it is the same for all of its topics. */
export interface LaneTerms {
  readonly maxHz?: number;
  readonly after?: string;
}

/** Makes the line of a lane. `name`: what lanes of other tabs with the same terms are called; absent when it is not shared. */
export type CreateLine = (terms: LaneTerms, listener: LineListener, name: string | undefined) => Line;

/** All that a client streams: few connections, and many who take from them. */
export class TopicHub {
  private readonly lanes = new Map<Lane, string | undefined>();
  private readonly listeners = new Listeners();
  private closed: ClientError | undefined;
  private paused: PauseReason | undefined;
  private current: Connection = combine([]);

  constructor(private readonly createLine: CreateLine) {}

  /** Of all streams together; a new object for each change. */
  get connection(): Connection {
    return this.current;
  }

  /** Calls back after each change of the connection, until it is told to stop. */
  readonly subscribe = (listener: () => void): (() => void) => this.listeners.add(listener);

  /** Finds a place for a taker: all its topics are in one stream, so that one cursor holds for all. */
  join(taker: Taker, terms: LaneTerms): Seat {
    if (this.closed) throw this.closed;
    let lane = this.laneFor(taker, terms);
    lane.join(taker);
    this.changed();
    return {
      show: (topic) => lane.show(topic),
      retry: () => {
        if (this.closed) return;
        // A topic that was refused has left; a lane that was left empty is gone.
        if (!this.lanes.has(lane)) lane = this.laneFor(taker, terms);
        if (!lane.has(taker)) lane.join(taker);
        lane.line.retry();
      },
      leave: (topic) => lane.leave(taker, topic),
    };
  }

  /** Lets go of all connections for a while, or goes on. */
  pause(reason: PauseReason | undefined): void {
    this.paused = reason;
    for (const { line } of this.lanes.keys()) {
      if (reason) line.pause(reason);
      else line.resume();
    }
  }

  close(): void {
    const error = new ClientError('closed', 'the client was closed');
    this.closed = error;
    for (const lane of [...this.lanes.keys()]) {
      lane.line.close();
      lane.onStatus({ phase: 'failed', error });
    }
    this.lanes.clear();
    this.changed();
  }

  private laneFor({ topics }: Taker, terms: LaneTerms): Lane {
    // Where it starts can only be asked for at the beginning.
    const key = terms.after === undefined ? `maxHz=${terms.maxHz ?? ''}` : undefined;
    const alike = [...this.lanes].filter(([, of]) => key !== undefined && of === key).map(([lane]) => lane);
    const roomy = alike.find((lane) => lane.hasRoomFor(topics));
    if (roomy) return roomy;
    // Of several lanes with the same terms the first is shared among tabs.
    const name = alike.length === 0 ? key : undefined;
    const lane = new Lane(
      (listener) => this.createLine(terms, listener, name),
      () => this.laneChanged(lane),
    );
    if (this.paused) lane.line.pause(this.paused);
    this.lanes.set(lane, key);
    return lane;
  }

  private laneChanged(lane: Lane): void {
    if (lane.isEmpty) {
      this.lanes.delete(lane);
      lane.line.close();
    }
    this.changed();
  }

  private changed(): void {
    const connection = combine([...this.lanes.keys()].map((lane) => lane.connection));
    if (connection === this.current) return;
    this.current = connection;
    this.listeners.call();
  }
}
