import type { GenerationRequested } from '@tickertape/events';
import type { Topic } from '@tickertape/wire';

interface Waiting {
  readonly request: GenerationRequested;
  /** By `performance.now`. */
  readonly since: number;
}

/** Places for generations, and those that wait for one: first come, first served. */
export class GenerationQueue {
  private readonly waiting = new Map<Topic, Waiting>();
  private taken = 0;

  /**
   * @param places how many there are, from 1.
   * @param start begins a generation that has waited, for so many milliseconds, in a place that it has to `release`.
   */
  constructor(
    private readonly places: number,
    private readonly start: (topic: Topic, request: GenerationRequested, waitedMs: number) => void,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /** Of a generation that waits. */
  requestOf(topic: Topic): GenerationRequested | undefined {
    return this.waiting.get(topic)?.request;
  }

  /** Takes a place, to be released. `false`: there is none, or others have waited for it. */
  reserve(): boolean {
    if (this.taken >= this.places || this.waiting.size > 0) return false;
    this.taken += 1;
    return true;
  }

  release(): void {
    this.taken -= 1;
    this.startNext();
  }

  add(topic: Topic, request: GenerationRequested): void {
    this.waiting.set(topic, { request, since: performance.now() });
    this.startNext();
  }

  remove(topic: Topic): void {
    this.waiting.delete(topic);
  }

  /** Empties it; returns those that have waited. */
  clear(): readonly Topic[] {
    const topics = [...this.waiting.keys()];
    this.waiting.clear();
    return topics;
  }

  private startNext(): void {
    while (this.taken < this.places) {
      const [next] = this.waiting;
      if (!next) return;
      const [topic, { request, since }] = next;
      this.waiting.delete(topic);
      this.taken += 1;
      this.start(topic, request, performance.now() - since);
    }
  }
}
