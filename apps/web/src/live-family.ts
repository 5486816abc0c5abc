import { ClientError, type Client, type Connection, type TapeMessage } from '@tickertape/client';
import type { Family, FamilyEvents } from '@tickertape/events';
import { receiveMessage, type FamilyStates } from './family-states';

export interface LiveFamilyOptions<Events extends FamilyEvents, State> {
  readonly client: Client;
  readonly family: Family<string, Events, State>;
  /** Called after every message, when it is folded in. */
  onMessage?(message: TapeMessage): void;
}

/** Every topic of a family, live: a snapshot of each, and every event after it folded on. On the stream that all share. */
export class LiveFamily<Events extends FamilyEvents, State> {
  readonly topic: string;
  states: FamilyStates<State> = new Map();
  private failure: Connection | undefined;
  private loop: AbortController | undefined;
  private maxHz: number | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: LiveFamilyOptions<Events, State>) {
    this.topic = `${options.family.name}/*`;
  }

  /** Of all streams of the page, since a loop has none to show, unless this one has failed. */
  get connection(): Connection {
    return this.failure ?? this.options.client.connection;
  }

  /** Calls back after every change of the states or the connection, until the function that it gives is called. Bound. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    const unsubscribe = this.options.client.subscribe(listener);
    return () => {
      this.listeners.delete(listener);
      unsubscribe();
    };
  };

  /** Begins, or goes on with another limit: at most so many events a second and topic. The states are what is then. */
  open(maxHz?: number): void {
    this.close();
    this.maxHz = maxHz;
    this.failure = undefined;
    this.loop = new AbortController();
    void this.run(this.loop.signal);
  }

  /** Bound, for a lamp. */
  readonly retry = (): void => {
    if (this.failure) this.open(this.maxHz);
  };

  /** Lets go. The states stay. */
  close(): void {
    this.loop?.abort();
    this.loop = undefined;
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { client, family, onMessage } = this.options;
    const { maxHz } = this;
    try {
      for await (const message of client.events([this.topic], { maxHz, signal })) {
        if (signal.aborted) return;
        this.states = receiveMessage(family, this.states, message);
        onMessage?.(message);
        this.changed();
      }
    } catch (error) {
      if (signal.aborted) return;
      const known = error instanceof ClientError ? error : new ClientError('failed', String(error));
      this.failure = { phase: 'failed', error: known };
      this.changed();
    }
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
