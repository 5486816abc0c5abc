import type { Topic } from '@tickertape/wire';

/** Keeps each topic to at most so many frames a second. The first one after a pause is never held back. */
export class Throttle {
  private readonly sentAt = new Map<Topic, number>();
  private readonly gapMs: number;

  constructor(
    maxHz: number,
    private readonly elapsed: () => number,
  ) {
    this.gapMs = 1_000 / maxHz;
  }

  /** How long the next frame of a topic must wait, in milliseconds; 0 when it may go. */
  waitMs(topic: Topic | undefined): number {
    const last = topic === undefined ? undefined : this.sentAt.get(topic);
    return last === undefined ? 0 : Math.max(0, Math.ceil(last + this.gapMs - this.elapsed()));
  }

  sent(topic: Topic): void {
    this.sentAt.set(topic, this.elapsed());
  }
}
