import { formatMs } from './amounts';
import { RawStream, type RawEnd, type RawFrame } from './raw-stream';
import { EMPTY_ACCOUNT, openAccount, receiveFrame, type WireAccount } from './wire-account';

/** What the connection does. `frozen`: it is open, and this end takes nothing. */
export type WirePhase = 'idle' | 'connecting' | 'open' | 'frozen' | 'over';

/** Something that happened to the connection, between frames. */
export interface WireNote {
  readonly kind: 'request' | 'freeze' | 'end';
  readonly text: string;
}

export interface WireListener {
  onFrame(frame: RawFrame): void;
  onNote(note: WireNote): void;
  /** The phase, the topic or the account is another one. */
  onChange(): void;
}

const ENDS: Readonly<Record<Exclude<RawEnd['kind'], 'refused'>, string>> = {
  cut: 'Cut here, by you.',
  ended: 'The server has ended the answer, in good order.',
  finished: 'Nothing will ever follow: that is what 204 says.',
  lost: 'The connection broke.',
};

/** A topic's stream under the reader's hands: it connects, and goes on, only when it is told to. */
export class WireSession {
  #stream: RawStream | undefined;
  #frozenMs = 0;
  topic = '';
  phase: WirePhase = 'idle';
  account: WireAccount = EMPTY_ACCOUNT;

  constructor(private readonly listener: WireListener) {}

  /** Another topic: everything begins anew. */
  watch(topic: string): void {
    this.close();
    this.topic = topic;
    this.account = EMPTY_ACCOUNT;
    this.connect('');
  }

  /** From a cursor, from the `start` of what is kept, or, with an empty one, with a snapshot. */
  connect(cursor: string): void {
    this.close();
    const path = `/v1/stream?topic=${encodeURIComponent(this.topic).replaceAll('%2F', '/')}`;
    const from = cursor ? `Last-Event-ID: ${cursor}` : 'without a cursor';
    this.account = openAccount(this.account, cursor);
    const stream = new RawStream(path, cursor, {
      onAnswer: ({ status }) => this.#ifCurrent(stream, () => this.#onAnswer(`GET ${path}, ${from}: ${status}`)),
      onFrame: (frame) => this.#ifCurrent(stream, () => this.#onFrame(frame)),
      onEnd: (end) => this.#ifCurrent(stream, () => this.#onEnd(end)),
    });
    this.#stream = stream;
    this.#enter('connecting');
  }

  cut(): void {
    this.#stream?.cut();
  }

  freeze(): void {
    this.#stream?.freeze();
    this.#frozenMs = performance.now();
    this.listener.onNote({ kind: 'freeze', text: 'Nothing is read from here on.' });
    this.#enter('frozen');
  }

  thaw(): void {
    const heldMs = performance.now() - this.#frozenMs;
    this.listener.onNote({ kind: 'freeze', text: `Reading again, after ${formatMs(heldMs)}.` });
    this.#enter('open');
    this.#stream?.thaw();
  }

  /** Lets go of the connection without a word. */
  close(): void {
    const stream = this.#stream;
    this.#stream = undefined;
    stream?.cut();
    this.phase = 'idle';
  }

  /** A stream that was let go of has nothing to say any more. */
  #ifCurrent(stream: RawStream, act: () => void): void {
    if (stream === this.#stream) act();
  }

  #onAnswer(text: string): void {
    this.listener.onNote({ kind: 'request', text });
    if (this.phase === 'connecting') this.#enter('open');
  }

  #onFrame(frame: RawFrame): void {
    this.account = receiveFrame(this.account, frame);
    this.listener.onFrame(frame);
    this.listener.onChange();
  }

  #onEnd(end: RawEnd): void {
    this.#stream = undefined;
    this.listener.onNote({ kind: 'end', text: end.kind === 'refused' ? `Refused: ${end.says}` : ENDS[end.kind] });
    this.#enter('over');
  }

  #enter(phase: WirePhase): void {
    this.phase = phase;
    this.listener.onChange();
  }
}
