import type { Family, FamilyEvents } from '@tickertape/events';
import { CONTROL_EVENTS, formatTopic, type Drain, type Failed } from '@tickertape/wire';
import { backOffMs } from './back-off';
import type { Connection } from './connection';
import { emptyTail, receive, type Tail } from './tail';

/** As much of an `EventSource` as a live view uses. */
export interface Source {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: Event) => void): void;
  close(): void;
}

export interface LiveViewOptions<Events extends FamilyEvents, State> {
  readonly family: Family<string, Events, State>;
  /** The topic's id within the family. */
  readonly id: string;
  /** Called after every change of the tail or of the connection. */
  onChange(): void;
  /**
   * Asked when the stream was refused, since an `EventSource` does not say why: the reason when it is final, `undefined`
   * when it is worth trying again. Default: always worth it.
   */
  explain?(): Promise<string | undefined>;
  /** Opens a stream. Default: the browser's own `EventSource`. */
  connect?(url: string): Source;
  /** In [0, 1). Default: `Math.random`. */
  random?(): number;
}

/** `EventSource.CLOSED`, which does not exist where the specs run. */
const CLOSED = 2;
/** Silence of so many heartbeats means that the connection is dead: two may be lost, and half a one is the network. */
const SILENT_HEARTBEATS = 2.5;
/** So many streams in a row that fail on the server's own word are not an accident. */
const FAILURES_MAX = 4;

/**
 * A live view of one topic: a snapshot, and the tail folded onto it. It reconnects by itself from the place where it is:
 * when the browser gives up, when the stream falls silent, when the server drains it, and when a version is missing.
 */
export class LiveView<Events extends FamilyEvents, State> {
  readonly topic: string;
  #tail: Tail<State> = emptyTail;
  #connection: Connection = { phase: 'connecting' };
  #reconnects = 0;
  #source: Source | undefined;
  #attempt = 0;
  #failures = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #wait: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LiveViewOptions<Events, State>) {
    this.topic = formatTopic(options.family.name, options.id);
  }

  get tail(): Tail<State> {
    return this.#tail;
  }

  get state(): State | undefined {
    return this.#tail.state;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** How often the connection was lost. */
  get reconnects(): number {
    return this.#reconnects;
  }

  /** Connects, from the place where it is. Does nothing when it is connected or finished. */
  open(): void {
    if (this.#source || this.#connection.phase === 'finished') return;
    this.#attempt = 0;
    this.#failures = 0;
    this.#connection = { phase: 'connecting' };
    this.#connect();
  }

  /** Lets go of the connection. What was received stays, and `open` goes on from there. */
  close(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#wait);
    this.#source?.close();
    this.#source = undefined;
  }

  /** Reconnects at once where it would wait: the network is back. */
  hurry(): void {
    if (this.#connection.phase === 'reconnecting') this.#connect();
  }

  #connect(): void {
    this.close();
    const { family, connect = (url: string): Source => new EventSource(url) } = this.options;
    const path = `/v1/${this.topic}/stream`;
    const { cursor } = this.#tail;
    const source = connect(cursor ? `${path}?lastEventId=${encodeURIComponent(cursor)}` : path);
    this.#source = source;
    const onMessage = (event: Event): void => {
      // A source that was closed may have one more message in its queue.
      if (source === this.#source) this.#receive(event as MessageEvent<string>);
    };
    for (const type of [...CONTROL_EVENTS, ...Object.keys(family.events)]) source.addEventListener(type, onMessage);
    source.addEventListener('error', () => {
      if (source === this.#source) this.#onError(source);
    });
    this.#listen();
    this.#changed();
  }

  #receive({ type, data, lastEventId }: MessageEvent<string>): void {
    this.#listen();
    const { family } = this.options;
    this.#tail = receive(family, this.topic, this.#tail, { type, data, cursor: lastEventId });
    if (this.#tail.torn) return this.#startAfresh();
    if (type === 'tape.drain') return this.#reconnectIn((JSON.parse(data) as Drain).retryMs, 'the server asked for it');
    if (type === 'tape.failed') return this.#onFailed(JSON.parse(data) as Failed);
    if (type === 'tape.closed') return this.#finish();
    if (type === 'tape.caught-up') {
      this.#attempt = 0;
      this.#failures = 0;
      this.#connection = { phase: 'live' };
    }
    this.#changed();
  }

  /** A hole in the versions: without a cursor the server sends a snapshot. */
  #startAfresh(): void {
    this.#tail = { ...this.#tail, cursor: '', torn: false };
    this.#reconnectIn(this.#backOffMs(), 'events were missing');
  }

  #onFailed({ code, message }: Failed): void {
    this.#failures += 1;
    if (this.#failures < FAILURES_MAX) return this.#reconnectIn(this.#backOffMs(), message || code);
    this.#fail(message || code);
  }

  #onError(source: Source): void {
    if (this.#tail.closed) return this.#finish();
    if (source.readyState === CLOSED) {
      void this.#onRefused(source);
      return;
    }
    // The browser reconnects by itself, with the cursor in a header. The silence timer sees to it that it does.
    this.#listen();
    this.#lose('the connection was lost');
  }

  async #onRefused(source: Source): Promise<void> {
    this.#lose('the server does not answer');
    const reason = await this.options.explain?.().catch(() => undefined);
    if (source !== this.#source) return;
    if (reason !== undefined) return this.#fail(reason);
    this.#reconnectIn(this.#backOffMs(), 'the server does not answer');
  }

  #reconnectIn(waitMs: number, reason: string): void {
    this.close();
    this.#wait = setTimeout(() => this.#connect(), waitMs);
    this.#lose(reason);
  }

  #backOffMs(): number {
    const { random = Math.random } = this.options;
    return backOffMs(this.#attempt++, random());
  }

  /** Waits for the next frame. Reconnects when it does not come: a dead connection need not say that it is dead. */
  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(
      () => this.#reconnectIn(this.#backOffMs(), 'the stream fell silent'),
      this.#tail.heartbeatMs * SILENT_HEARTBEATS,
    );
  }

  #lose(reason: string): void {
    if (this.#connection.phase === 'live') this.#reconnects += 1;
    this.#connection = { phase: 'reconnecting', reason };
    this.#changed();
  }

  #finish(): void {
    this.close();
    this.#connection = { phase: 'finished' };
    this.#changed();
  }

  #fail(reason: string): void {
    this.close();
    this.#connection = { phase: 'failed', reason };
    this.#changed();
  }

  #changed(): void {
    this.options.onChange();
  }
}
