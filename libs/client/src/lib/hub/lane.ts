import type { ClientError } from '../client-error';
import type { Line, LineFrame, LineListener, LineStatus } from '../streams/line';
import { wholeFamilyOf } from '../streams/stream-url';
import type { Taker } from './taker';

/** The topics of a stream: the server's limit. */
const TOPICS_MAX = 100;

/** Deals out the frames of a line to those who take its topics. */
export class Lane implements LineListener {
  readonly line: Line;
  /** By topic, or by whole family. */
  private readonly takers = new Map<string, Set<Taker>>();
  private status: LineStatus = { phase: 'connecting' };

  constructor(
    createLine: (listener: LineListener) => Line,
    private readonly onChange: (lane: Lane) => void,
  ) {
    this.line = createLine(this);
  }

  get connection(): LineStatus {
    return this.status;
  }

  get isEmpty(): boolean {
    return this.takers.size === 0;
  }

  /** Whether one stream can carry these topics too. */
  hasRoomFor(topics: readonly string[]): boolean {
    return new Set([...this.takers.keys(), ...topics]).size <= TOPICS_MAX;
  }

  join(taker: Taker): void {
    for (const topic of taker.topics) this.takersOf(topic).add(taker);
    this.want();
    for (const topic of taker.topics) if (taker.needsSnapshot(topic)) this.line.show(topic);
    // Who comes now wants it tried again.
    if (this.status.phase === 'failed') this.line.retry();
    taker.takeStatus(this.status);
  }

  /** The taker wants a topic no more, or none at all. */
  leave(taker: Taker, topics: readonly string[] = taker.topics): void {
    for (const topic of topics) {
      const takers = this.takers.get(topic);
      takers?.delete(taker);
      if (takers?.size === 0) this.takers.delete(topic);
    }
    this.want();
    if (this.isEmpty) this.onChange(this);
  }

  /** Whether it takes anything from here. */
  has(taker: Taker): boolean {
    return taker.topics.some((topic) => this.takers.get(topic)?.has(taker));
  }

  onFrame(frame: LineFrame): void {
    const { topic } = frame.body as { topic?: unknown };
    if (typeof topic !== 'string') return this.each((taker) => taker.take(frame));
    for (const taker of this.takersFor(topic)) this.deal(taker, topic, frame);
  }

  onStatus(status: LineStatus): void {
    this.status = status;
    this.each((taker) => taker.takeStatus(status));
    this.onChange(this);
  }

  onRefused(topic: string, error: ClientError): void {
    for (const taker of this.takersFor(topic)) {
      this.leave(taker, [topic]);
      taker.takeRefusal(topic, error);
    }
  }

  private deal(taker: Taker, topic: string, frame: LineFrame): void {
    const needs = taker.needsSnapshot(topic);
    switch (frame.type) {
      case 'tape.snapshot':
        // Who has the topic is further than a snapshot that somebody else has asked for.
        if (frame.afresh || needs) taker.take(frame);
        return;
      case 'tape.gap':
        return taker.take(frame);
      case 'tape.closed':
        // Who waits for a snapshot gets one of a finished topic too.
        if (needs) return;
        this.leave(taker, [topic]);
        return taker.take(frame);
      default:
        if (needs) return;
        taker.take(frame);
        if (taker.needsSnapshot(topic)) this.line.show(topic);
    }
  }

  private want(): void {
    this.line.want(new Set(this.takers.keys()));
  }

  private takersOf(topic: string): Set<Taker> {
    const takers = this.takers.get(topic) ?? new Set();
    this.takers.set(topic, takers);
    return takers;
  }

  /** A copy, since takers leave while they are dealt to; each once, also one that takes the topic and its whole family. */
  private takersFor(topic: string): ReadonlySet<Taker> {
    return new Set([...(this.takers.get(topic) ?? []), ...(this.takers.get(wholeFamilyOf(topic)) ?? [])]);
  }

  private each(call: (taker: Taker) => void): void {
    for (const taker of new Set([...this.takers.values()].flatMap((takers) => [...takers]))) call(taker);
  }
}
