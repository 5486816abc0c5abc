import type { TapeFrame } from './tape-frame';

/** Puts frames on their way. */
export interface FrameWriter {
  /**
   * Takes all the frames in one write. `false` when it is full after that: the reader then writes nothing more until
   * `Reader.drained` is called.
   */
  write(frames: readonly TapeFrame[]): boolean;
}

/** Where a reader's frames go: a response, or an Observable. The reader, not the sink, owns back-pressure. */
export interface ReaderSink extends FrameWriter {
  /** Ends the stream in good order, after what was written. */
  end(): void;
  /** Writes a last frame if there is one, then breaks the stream off, so that nobody takes it for a normal end. */
  abort(last?: TapeFrame): void;
}
