import type { FrameWriter, ReaderSink } from './reader-sink';
import type { Sent } from './reader-stats';
import type { TapeFrame } from './tape-frame';
import type { Turn } from './turn';
import { Waiting } from './waiting';

/** The socket's side of a reader: what went into it, and whether it takes more. Nothing is queued while it is full. */
export class Outlet {
  /** The time of the last write, by `ReaderOptions.elapsed`. */
  writtenAt: number;
  private open = true;
  /** Since when there is no room, or `undefined`. */
  private fullSince: number | undefined;
  private controls = 0;
  private events = 0;
  private bytes = 0;
  private readonly waiting = new Waiting();
  /** Where the events of a turn go: the sink, until it has named a shorter way. */
  private writer: FrameWriter;

  constructor(
    private readonly sink: ReaderSink,
    private readonly elapsed: () => number,
  ) {
    this.writtenAt = elapsed();
    this.writer = sink;
  }

  get isFull(): boolean {
    return this.fullSince !== undefined;
  }

  get sent(): Sent {
    return { frames: this.controls + this.events, events: this.events, bytes: this.bytes };
  }

  /** For how long there has been no room, in milliseconds. */
  fullFor(elapsed: number): number {
    return this.fullSince === undefined ? 0 : elapsed - this.fullSince;
  }

  /** The way of nearly every event: a few steps a reader. Only when there is room. */
  writeTurn(turn: Turn): void {
    this.writtenAt = turn.elapsed;
    this.events += turn.frames.length;
    this.bytes += turn.bytes;
    if (!this.writer.write(turn.frames)) this.fullSince = turn.elapsed;
  }

  /** From now on the events of a turn go this way, past the sink. */
  shorten(writer: FrameWriter): void {
    this.writer = writer;
  }

  /** @param events how many of the frames are of events. */
  write(frames: readonly TapeFrame[], events = 0): void {
    if (!this.open || frames.length === 0) return;
    this.writtenAt = this.elapsed();
    if (!this.sink.write(frames)) this.fullSince ??= this.writtenAt;
    this.count(frames, events);
  }

  /** There is room again. Returns for how long there was none, in milliseconds, or `undefined` when there was. */
  drained(): number | undefined {
    if (this.fullSince === undefined) return undefined;
    const fullMs = this.fullFor(this.elapsed());
    this.fullSince = undefined;
    this.waiting.wake();
    return fullMs;
  }

  /** Waits until there is room; `false` when the stream has ended. */
  async ready(): Promise<boolean> {
    while (this.isFull && this.open) await this.waiting.untilWoken();
    return this.open;
  }

  /** Waits for so many milliseconds; `false` when the stream has ended. */
  sleep(ms: number): Promise<boolean> {
    return this.waiting.sleep(ms, () => this.open);
  }

  /** Ends the stream in good order, with last frames even when there is no room. */
  end(frames: readonly TapeFrame[] = [], events = 0): void {
    this.close();
    if (frames.length > 0) this.sink.write(frames);
    this.count(frames, events);
    this.sink.end();
  }

  /** Breaks the stream off. */
  abort(last?: TapeFrame): void {
    this.close();
    if (last) this.count([last], 0);
    this.sink.abort(last);
  }

  /** The client has gone. */
  close(): void {
    this.open = false;
    this.waiting.wake();
  }

  private count(frames: readonly TapeFrame[], events: number): void {
    this.controls += frames.length - events;
    this.events += events;
    for (const { length } of frames) this.bytes += length;
  }
}
