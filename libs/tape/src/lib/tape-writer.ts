import { isTopic, type Topic } from '@tickertape/wire';
import { AppendCounts } from './append-counts';
import type { FamilyRegistry, FieldError } from './family-registry';
import { TapeError } from './tape-error';
import type { NewEvent } from './tape-event';
import type { AppendOptions, AppendResult, TapeStore } from './tape-store';

/** An event as producers give it. Whether it closes its topic is the family's to say. */
export type EventInput = Omit<NewEvent, 'closes'>;

/** The one way onto the tape, for requests and sources alike. */
export class TapeWriter {
  readonly counts = new AppendCounts();
  private failed = false;

  /** @param elapsed milliseconds since any fixed moment. */
  constructor(
    private readonly store: TapeStore,
    private readonly families: FamilyRegistry,
    private readonly elapsed: () => number,
  ) {}

  /** Whether the store could not do the last append that it was given. */
  get failing(): boolean {
    return this.failed;
  }

  /**
   * Checks the events by their family, then appends all or none; see `TapeStore.append`. Rejects with `unknown_family` or `topic_not_found`,
   * and with `invalid_event` and `errors` of paths and sentences when a type is unregistered or data is wrong. In an
   * append of several events the paths start with the event's index.
   */
  async append(topic: Topic, events: readonly EventInput[], options?: AppendOptions): Promise<AppendResult> {
    return this.put(topic, () => this.check(topic, events), options);
  }

  /**
   * Appends the same events to each of the topics of a family, all or none in each. What they say is checked once, which
   * for many topics costs more than to append it. Rejects, when all has been tried, with the first failure.
   */
  async appendToEach(topics: readonly Topic[], events: readonly EventInput[]): Promise<void> {
    const [first] = topics;
    if (first === undefined) return;
    const checked = this.check(first, events);
    const outcomes = await Promise.allSettled(topics.map((topic) => this.put(topic, () => checked)));
    const failure = outcomes.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
  }

  private async put(topic: Topic, events: () => NewEvent[], options?: AppendOptions): Promise<AppendResult> {
    const began = this.elapsed();
    try {
      const result = await this.store.append(topic, events(), options);
      this.failed = false;
      this.counts.succeeded(result.repeated, this.elapsed() - began);
      return result;
    } catch (error) {
      if (this.counts.threw(error) === 'failed') this.failed = true;
      throw error;
    }
  }

  private check(topic: Topic, events: readonly EventInput[]): NewEvent[] {
    const { family, check, tidy } = this.families.of(topic);
    if (!isTopic(topic)) throw new TapeError('unknown_family', `"${topic}" is not one topic`, { topic });
    const errors = events.flatMap(({ type, data }, index): readonly FieldError[] => {
      const found = check(type, data);
      return events.length === 1 ? found : found.map(({ path, message }) => ({ path: `${index}.${path}`, message }));
    });
    if (errors.length > 0) {
      const first = errors[0];
      throw new TapeError('invalid_event', `${first?.path}: ${first?.message}`, { topic, errors });
    }
    return events.map((event) => {
      const { type } = event;
      const data = tidy ? tidy(type, event.data) : event.data;
      if (family.isTerminal(type)) return { ...event, data, closes: true };
      return data === event.data ? event : { ...event, data };
    });
  }
}
