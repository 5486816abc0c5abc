import { createHistogram, performance, type EventLoopUtilization, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentilesOf } from '../lib/percentiles';
import type { OpenReaders, ReadersResume, ReadersTotals, ReadersWindow } from './readers.messages';
import { StampReader } from './stamp.reader';

/** Connections under way at once: fewer than any server's backlog. */
const CONNECTING_MAX = 100;
const CONNECT_MS = 60_000;
const POLL_MS = 10;
const REASONS_SHOWN = 5;
/** Of the histogram: microseconds up to two minutes, and the share by which a value may be off. */
const HISTOGRAM = { lowest: 1, highest: 120_000_000, figures: 3 } as const;
const ID = '\nid: ';

/** Many readers of one server. */
export class ReadersCrowd {
  private readonly readers: StampReader[] = [];
  private readonly reasons: string[] = [];
  private stalled = 0;
  private broken = 0;
  private cut = 0;
  private readyCount = 0;
  private deliveries = 0;
  private reads = 0;
  private busyFrom: EventLoopUtilization | undefined;
  private latencyUs: RecordableHistogram | undefined;
  /** The cursor of each event, as the first reader of it found it, from when a resume is asked for. */
  private readonly cursors = new Map<number, string>();
  private readonly readyAt = new Map<number, number>();

  /** @param learnCursors whether cursors are to be found in the bytes, for `resume`. */
  constructor(private readonly learnCursors: boolean) {}

  async open({ readers, path, ...target }: OpenReaders): Promise<void> {
    for (let i = 0; i < readers; i += 1) {
      const reader: StampReader = new StampReader(
        { ...target, path: path.replace('{i}', String(i)) },
        {
          ready: () => this.ready(i),
          event: (number, latencyUs, bytes, position) => this.event(number, latencyUs, bytes, position),
          read: () => (this.reads += 1),
          broken: (reason) => this.noteBroken(i, reason),
        },
      );
      this.readers.push(reader);
      reader.open();
      await this.until(() => this.readers.length - this.readyCount < CONNECTING_MAX, CONNECT_MS);
    }
    await this.until(() => this.readyCount === readers, CONNECT_MS);
  }

  stall(readers: number): void {
    this.stalled = readers;
    this.readers.slice(-readers).forEach((reader) => reader.stall());
  }

  begin(): void {
    this.deliveries = 0;
    this.reads = 0;
    this.busyFrom = performance.eventLoopUtilization();
    this.latencyUs = createHistogram(HISTOGRAM);
  }

  end(): ReadersWindow {
    const { latencyUs, deliveries, reads } = this;
    this.latencyUs = undefined;
    const ms = (us: number | undefined): number => (us ?? 0) / 1_000;
    const at = (percent: number): number => ms(latencyUs?.percentile(percent));
    return {
      deliveries,
      reads,
      busyPercent: performance.eventLoopUtilization(this.busyFrom).utilization * 100,
      latencyMs: { count: deliveries, p50: at(50), p99: at(99), max: ms(latencyUs?.max) },
    };
  }

  async resume(readers: number, withinMs: number): Promise<ReadersResume> {
    const cut = this.readers.slice(0, readers);
    const from = performance.now();
    this.readyCount -= cut.length;
    this.readyAt.clear();
    cut.forEach((reader) => reader.cut());
    const tookMs = await Promise.all(
      cut.map(async (reader, i) => {
        await sleep(Math.random() * withinMs);
        const openedAt = performance.now();
        reader.open(this.learnCursors ? this.cursorOf(reader) : undefined);
        return (): number => (this.readyAt.get(i) ?? Infinity) - openedAt;
      }),
    );
    await this.until(() => this.readyCount === this.readers.length, CONNECT_MS);
    const allAtTailMs = Math.max(...this.readyAt.values()) - from;
    return { allAtTailMs, atTailMs: percentilesOf(tookMs.map((took) => took())) };
  }

  async finish(last: number, deadlineMs: number): Promise<ReadersTotals> {
    const reading = this.readers.slice(0, this.readers.length - this.stalled);
    // What has not come by then is counted as lost.
    await this.until(() => reading.every(({ sequence }) => sequence.last >= last), deadlineMs).catch(() => undefined);
    const faults = reading.map(({ sequence }) => sequence.finish(last));
    return {
      lost: faults.reduce((sum, { lost }) => sum + lost, 0),
      repeated: faults.reduce((sum, { repeated }) => sum + repeated, 0),
      broken: this.broken,
      cut: this.cut,
      reasons: this.reasons,
    };
  }

  /** Cuts all; others may be opened afterwards. */
  close(): void {
    this.readers.splice(0).forEach((reader) => reader.cut());
    this.readyCount = 0;
  }

  private ready(reader: number): void {
    this.readyCount += 1;
    this.readyAt.set(reader, performance.now());
  }

  private event(number: number, latencyUs: number, bytes: Buffer, position: number): void {
    this.deliveries += 1;
    this.latencyUs?.record(Math.max(1, Math.round(latencyUs)));
    if (this.learnCursors && !this.cursors.has(number)) this.learn(number, bytes, position);
  }

  /** The id stands before the stamp, if the frame is whole in these bytes; else another reader finds it. */
  private learn(number: number, bytes: Buffer, position: number): void {
    const at = bytes.lastIndexOf(ID, position);
    if (at < 0) return;
    const from = at + ID.length;
    this.cursors.set(number, bytes.toString('latin1', from, bytes.indexOf('\n', from)));
  }

  private cursorOf({ sequence: { last } }: StampReader): string | undefined {
    const cursor = this.cursors.get(last);
    // Without one it would begin afresh, which is right for who has nothing yet, and for nobody else.
    if (cursor === undefined && last > 0) throw new Error(`no reader found the cursor of event ${last}`);
    return cursor;
  }

  private noteBroken(reader: number, reason: string): void {
    if (reader >= this.readers.length - this.stalled) {
      this.cut += 1;
      return;
    }
    this.broken += 1;
    if (this.reasons.length < REASONS_SHOWN) this.reasons.push(reason);
  }

  private async until(reached: () => boolean, deadlineMs: number): Promise<void> {
    const from = performance.now();
    while (!reached()) {
      if (this.broken > 0 && this.readyCount < this.readers.length) throw new Error(this.reasons.join('; '));
      if (performance.now() - from > deadlineMs) throw new Error(`the readers were not ready after ${deadlineMs} ms`);
      await sleep(POLL_MS);
    }
  }
}
