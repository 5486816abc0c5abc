import { wholeFamilyOf } from '@tickertape/wire';
import type { ClientError } from '../client-error';
import { mayBeOfAll } from '../streams/frame-body';
import type { Line, LineFrame, LineListener, LineStatus } from '../streams/line';
import { fitIntoStream } from '../streams/stream-url';
import type { Taker } from './taker';

const CONNECTING: LineStatus = { phase: 'connecting' };

/** Deals out the frames of a line to those who take its topics. */
export class Lane implements LineListener {
  readonly line: Line;
  /** By topic, or by whole family. */
  private readonly takers = new Map<string, Set<Taker>>();
  private status: LineStatus = CONNECTING;
  /** Whether somebody waits for snapshots. */
  private isWaiting = false;

  constructor(
    createLine: (listener: LineListener) => Line,
    private readonly onChange: (lane: Lane) => void,
  ) {
    this.line = createLine(this);
  }

  /** As the line says, as far as it is true of all takers. */
  get connection(): LineStatus {
    return this.isWaiting && this.status.phase === 'live' ? CONNECTING : this.status;
  }

  get isEmpty(): boolean {
    return this.takers.size === 0;
  }

  /** Whether one stream can carry these topics too. */
  hasRoomFor(topics: readonly string[]): boolean {
    return fitIntoStream(new Set([...this.takers.keys(), ...topics]));
  }

  join(taker: Taker): void {
    for (const topic of taker.topics) this.takers.set(topic, new Set(this.takers.get(topic)).add(taker));
    this.want();
    for (const selector of taker.due) this.show(selector);
    // Who comes now wants it tried again.
    if (this.status.phase === 'failed') this.line.retry();
    taker.takeStatus(this.status);
  }

  show(selector: string): void {
    this.line.show(selector);
    this.look();
  }

  /** The taker wants a topic no more, or none at all. */
  leave(taker: Taker, topic?: string): void {
    for (const [selector, takers] of [...this.takers]) {
      if (selector === (topic ?? selector)) takers.delete(taker);
      if (takers.size === 0) this.takers.delete(selector);
    }
    this.want();
    if (this.isEmpty) this.onChange(this);
    else this.look();
  }

  /** Whether it takes anything from here. */
  has(taker: Taker): boolean {
    return taker.topics.some((topic) => this.takers.get(topic)?.has(taker));
  }

  onFrame(frame: LineFrame): void {
    const { topic } = frame.body as { topic?: unknown };
    if (typeof topic === 'string') for (const taker of this.takersFor(topic)) taker.take(frame);
    else if (mayBeOfAll(frame.type)) for (const taker of this.all) taker.take(frame);
    if (this.isWaiting) this.look();
  }

  onStatus(status: LineStatus): void {
    this.status = status;
    for (const taker of this.all) taker.takeStatus(status);
    this.onChange(this);
  }

  onRefused(topic: string, error: ClientError): void {
    for (const taker of this.takersFor(topic)) {
      this.leave(taker, topic);
      taker.takeRefusal(topic, error);
    }
  }

  private want(): void {
    this.line.want(new Set(this.takers.keys()));
  }

  /** A copy, since takers leave while they are dealt to; each once, also one that takes the topic and its whole family. */
  private takersFor(topic: string): ReadonlySet<Taker> {
    return new Set([...(this.takers.get(topic) ?? []), ...(this.takers.get(wholeFamilyOf(topic)) ?? [])]);
  }

  private get all(): ReadonlySet<Taker> {
    return new Set([...this.takers.values()].flatMap((takers) => [...takers]));
  }

  private look(): void {
    const isWaiting = [...this.all].some(({ due }) => due.length > 0);
    if (isWaiting === this.isWaiting) return;
    this.isWaiting = isWaiting;
    this.onChange(this);
  }
}
