import { foldEvents } from '@tickertape/events';
import { isControlEvent, type Closed, type EventMessage, type Snapshot, type Topic } from '@tickertape/wire';
import type { Reader } from '../readers/reader';
import type { ReaderSink } from '../readers/reader-sink';
import type { TapeFrame } from '../readers/tape-frame';
import type { Tape } from '../tape';

/** An event as a client has it. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly message: EventMessage<object>;
}

/**
 * A client of readers, for specs: remembers the last id as EventSource does, folds what it is shown, and notes what a
 * client must never see. Its socket can be full, and its connection can be cut after any frame.
 */
export class RecordingClient implements ReaderSink {
  /** Every frame of every connection. */
  readonly frames: TapeFrame['frame'][] = [];
  readonly events: RecordedEvent[] = [];
  readonly states = new Map<string, { version: number; state: unknown }>();
  lastEventId = '';
  /** Topics that it was told are finished, by a snapshot or by `tape.closed`; and how often by the latter. */
  readonly finished = new Map<string, number>();
  /** Topics of which `tape.closed` came on this connection. */
  closed = new Set<string>();
  /** What was wrong, as sentences. */
  readonly faults: string[] = [];
  /** Whether this connection has caught up. */
  isCaughtUp = false;
  ended = false;
  aborted = false;
  /** So many frames still get through before the connection is cut. */
  framesLeft = Infinity;
  private reader: Reader | undefined;
  private full = false;

  constructor(
    private readonly tape: Tape,
    private readonly topics: readonly Topic[],
    private readonly maxHz?: number,
  ) {}

  /** Connects, with the last id if there is one. `false` when the server says that nothing will follow. */
  async connect(cursor = this.lastEventId, snapshots: readonly Topic[] = []): Promise<boolean> {
    this.leave();
    const { topics, maxHz } = this;
    const prepared = await this.tape.readers.prepare({ topics, cursor, snapshots, maxHz });
    if (prepared.start.kind === 'finished') return false;
    this.isCaughtUp = this.ended = this.aborted = this.full = false;
    this.framesLeft = Infinity;
    this.closed = new Set();
    this.reader = this.tape.readers.open(prepared, this);
    return true;
  }

  leave(): void {
    this.reader?.leave();
    this.reader = undefined;
  }

  /** From now on the socket takes nothing more. */
  fill(): void {
    this.full = true;
  }

  /** The socket has room again. */
  drain(): void {
    this.full = false;
    this.reader?.drained();
  }

  write(frames: readonly TapeFrame[]): boolean {
    for (const { frame } of frames) {
      if (this.framesLeft <= 0) return true;
      this.framesLeft -= 1;
      this.take(frame);
    }
    if (this.framesLeft <= 0) queueMicrotask(() => this.leave());
    return !this.full;
  }

  end(): void {
    this.ended = true;
  }

  abort(last?: TapeFrame): void {
    if (last) this.write([last]);
    this.aborted = true;
  }

  version(topic: Topic): number {
    return this.states.get(topic)?.version ?? 0;
  }

  /** The frames of one type, their data parsed. */
  seen<T>(type: string): T[] {
    return this.frames.filter(({ event }) => event === type).map(({ data }) => JSON.parse(data) as T);
  }

  private take(frame: TapeFrame['frame']): void {
    this.frames.push(frame);
    this.lastEventId = frame.id;
    const data = JSON.parse(frame.data) as unknown;
    if (frame.event === 'error') this.faults.push('a frame is called error');
    if (frame.event === 'tape.gap') this.closed.clear();
    this.isCaughtUp ||= frame.event === 'tape.caught-up';
    if (frame.event === 'tape.closed') this.close((data as Closed).topic);
    else if (frame.event === 'tape.snapshot') this.show(data as Snapshot);
    else if (!isControlEvent(frame.event)) this.fold(frame, data as EventMessage<object>);
  }

  private close(topic: string): void {
    if (this.closed.has(topic)) this.faults.push(`${topic} is closed twice`);
    this.closed.add(topic);
    this.finished.set(topic, (this.finished.get(topic) ?? 0) + 1);
  }

  private show({ topic, version, state, closed }: Snapshot): void {
    if (this.closed.has(topic)) this.faults.push(`${topic} is shown after its end`);
    if (closed && !this.finished.has(topic)) this.finished.set(topic, 0);
    this.states.set(topic, { version, state });
  }

  private fold({ id, event: type }: TapeFrame['frame'], message: EventMessage<object>): void {
    const { topic, version, time, data, merged = 1 } = message;
    const { family } = this.tape.families.of(topic as Topic);
    if (this.closed.has(topic)) this.faults.push(`${topic}: ${type} after its end`);
    const known = this.states.get(topic) ?? { version: 0, state: family.initialState(topic.split('/')[1] ?? '') };
    if (version - merged !== known.version) {
      this.faults.push(`${topic}: version ${version} for ${merged} after ${known.version}`);
    }
    this.states.set(topic, { version, state: foldEvents(family, known.state, [{ type, version, time, data }]) });
    this.events.push({ id, type, message });
  }
}
