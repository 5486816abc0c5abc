import type { Seq, Topic } from '@tickertape/wire';
import type { TapeEvent } from '../tape-event';
import type { Head } from '../tape-store';

/** The tape in the fewest words: what a store answers is compared with this. */
export class TapeModel {
  private readonly all: TapeEvent[] = [];
  private readonly trimmed = new Map<Topic, TapeEvent>();

  /** Takes events that a store has acknowledged. */
  take(events: readonly TapeEvent[]): void {
    this.all.push(...events);
    this.all.sort((a, b) => a.seq - b.seq);
  }

  read(topics: readonly Topic[], after: Seq, limit: number): TapeEvent[] {
    const selected = ({ topic }: TapeEvent) =>
      topics.some((one) => one === topic || (one.endsWith('/*') && topic.startsWith(one.slice(0, -1))));
    return this.retained()
      .filter((event) => event.seq > after && selected(event))
      .slice(0, limit);
  }

  readBack(topic: Topic, before: Seq, limit: number): TapeEvent[] {
    return this.retained()
      .filter((event) => event.topic === topic && event.seq < before)
      .reverse()
      .slice(0, limit);
  }

  head(topic: Topic): Head {
    const last = this.all.findLast((event) => event.topic === topic);
    const trimmed = this.trimmed.get(topic);
    return {
      seq: last?.seq ?? 0,
      version: last?.version ?? 0,
      closed: last?.closes === true,
      trimmedSeq: trimmed?.seq ?? 0,
      trimmedVersion: trimmed?.version ?? 0,
    };
  }

  lastSeq(): Seq {
    return this.all.at(-1)?.seq ?? 0;
  }

  topics(family: string): Topic[] {
    const names = this.all.map(({ topic }) => topic).filter((topic) => topic.startsWith(`${family}/`));
    return [...new Set(names)].sort();
  }

  stored(topic: Topic, id: string | undefined): TapeEvent | undefined {
    return this.retained().find((event) => id !== undefined && event.topic === topic && event.id === id);
  }

  trim(topic: Topic, upTo: Seq): void {
    const last = this.retained().findLast((event) => event.topic === topic && event.seq <= upTo);
    if (last) this.trimmed.set(topic, last);
  }

  private retained(): TapeEvent[] {
    return this.all.filter(({ topic, seq }) => seq > (this.trimmed.get(topic)?.seq ?? 0));
  }
}
