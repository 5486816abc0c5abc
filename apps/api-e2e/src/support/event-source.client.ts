import { families } from '@tickertape/events';
import { CONTROL_EVENTS, type ReceivedFrame } from '@tickertape/wire';
import { EventSource, type ErrorEvent } from 'eventsource';
import { Recording } from './recording';

const TYPES = [...CONTROL_EVENTS, ...families.flatMap((family) => Object.keys(family.events))];

/** The EventSource of npm, every event that it dispatches recorded. It reconnects by itself. */
export class EventSourceClient implements Disposable {
  readonly frames = new Recording<ReceivedFrame>();
  /** `code` is the status of an answer that it does not accept. */
  readonly errors = new Recording<{ readonly code?: number; readonly closed: boolean }>();
  readonly opens = new Recording<'open'>();
  private readonly source: EventSource;

  constructor(url: string) {
    this.source = new EventSource(url);
    this.source.addEventListener('open', () => this.opens.push('open'));
    this.source.addEventListener('error', ({ code }: ErrorEvent) => this.errors.push({ code, closed: this.closed }));
    // Unnamed events would be a fault of the server: nobody listens for them.
    for (const type of ['message', ...TYPES]) {
      this.source.addEventListener(type, (event: MessageEvent) =>
        this.frames.push({ id: event.lastEventId, event: event.type, data: String(event.data) }),
      );
    }
  }

  get closed(): boolean {
    return this.source.readyState === this.source.CLOSED;
  }

  [Symbol.dispose](): void {
    this.source.close();
  }
}
