import type { ServerResponse } from 'node:http';
import type { Reader, ReaderSink, TapeFrame } from '@tickertape/tape';
import type { Dialect } from './dialect';

/** Writes what a dialect makes of a reader's frames to a response whose headers were sent. */
export class DialectSink implements ReaderSink {
  /** The connection is over: everything was said, or it broke. */
  readonly closed: Promise<void>;
  private reader: Reader | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly dialect: Dialect,
  ) {
    this.closed = new Promise((resolve) => {
      response.once('close', () => {
        this.reader?.leave();
        resolve();
      });
    });
    response.on('drain', () => this.reader?.drained());
  }

  /** Takes the reader that writes here, which has written its first frames by now. */
  attach(reader: Reader | undefined): void {
    this.reader = reader;
    if (this.response.closed) reader?.leave();
  }

  write(frames: readonly TapeFrame[]): boolean {
    const { response } = this;
    const text = frames.map(({ frame }) => this.dialect.render(frame)).join('');
    return text === '' ? !response.writableNeedDrain : response.write(text);
  }

  end(): void {
    const { response } = this;
    if (this.dialect.isComplete) response.end();
    // Behind what was written.
    else response.write('', () => response.destroy());
  }

  abort(last?: TapeFrame): void {
    const { response } = this;
    const text = last ? this.dialect.render(last.frame) : '';
    if (text === '' || response.writableNeedDrain) response.destroy();
    // A break right behind the last word would make many clients lose it.
    else if (this.dialect.isComplete) response.end(text);
    else response.write(text, () => response.destroy());
  }
}
