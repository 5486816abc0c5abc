import { ClientError, type Client, type Connection } from '@tickertape/client';
import { NO_ENTRIES, receiveEntry, type TailEntries } from './tail-entries';

/** The last events of a type, in one topic or in a whole family, as they come. */
export class EventTail {
  /** A topic, or `family/*`; empty while nothing is followed. */
  topic = '';
  entries: TailEntries = NO_ENTRIES;
  private type = '';
  private end: Connection | undefined;
  private loop: AbortController | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly client: Client) {}

  /** Of all streams of the page, since a loop has none to show, unless this one is over. */
  get connection(): Connection {
    return this.end ?? this.client.connection;
  }

  /** Calls back after every change of the entries or the connection, until the function that it gives is called. Bound. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    const unsubscribe = this.client.subscribe(listener);
    return () => {
      this.listeners.delete(listener);
      unsubscribe();
    };
  };

  /**
   * Follows a type in a topic, with what is kept of it, or in a whole family, from now on: all that is kept of all its
   * topics would be too much.
   */
  follow(type: string, topic: string): void {
    this.close();
    this.type = type;
    this.topic = topic;
    this.loop = new AbortController();
    void this.run(this.loop.signal);
    this.changed();
  }

  /** Begins again where it failed. Bound, for a lamp. */
  readonly retry = (): void => {
    if (this.end?.phase === 'failed') this.follow(this.type, this.topic);
  };

  /** Lets go, and forgets. */
  close(): void {
    this.loop?.abort();
    this.loop = undefined;
    this.end = undefined;
    this.topic = '';
    this.entries = NO_ENTRIES;
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { topic, type } = this;
    const after = topic.endsWith('/*') ? undefined : 'start';
    try {
      for await (const message of this.client.events([topic], { after, signal })) {
        if (signal.aborted) return;
        const before = this.entries;
        this.entries = receiveEntry(before, type, message);
        if (this.entries !== before) this.changed();
      }
      if (!signal.aborted) this.over({ phase: 'finished' });
    } catch (error) {
      if (signal.aborted) return;
      const known = error instanceof ClientError ? error : new ClientError('failed', String(error));
      this.over({ phase: 'failed', error: known });
    }
  }

  private over(end: Connection): void {
    this.end = end;
    this.changed();
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
