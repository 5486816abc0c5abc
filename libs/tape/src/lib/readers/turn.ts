import type { Seq } from '@tickertape/wire';
import type { FramedEvent, TapeFrame } from './tape-frame';

/** The events of one turn of the event loop for the readers of one topic: all of them get the same frames, in one write. */
export class Turn {
  readonly frames: readonly TapeFrame[];
  /** Bytes of the frames. */
  readonly bytes: number;
  readonly firstSeq: Seq;
  /** The place of a reader that has all of it. */
  readonly at: { readonly seq: Seq };
  /** Whether a topic ends in it. */
  readonly closes: boolean;

  /** @param elapsed the time of `ReaderOptions.elapsed`. */
  constructor(
    readonly events: readonly FramedEvent[],
    readonly elapsed: number,
  ) {
    this.frames = events.map(({ frame }) => frame);
    this.bytes = this.frames.reduce((sum, { length }) => sum + length, 0);
    this.firstSeq = events[0]?.event.seq ?? 0;
    this.at = { seq: events.at(-1)?.event.seq ?? 0 };
    this.closes = events.some(({ event }) => event.closes === true);
  }
}
