import type { StoredSnapshot } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import type { TapeRows } from './tape-rows';
import type { Upkeep } from './upkeep';

/** A step takes no further snapshot after so long, in milliseconds. */
const STEP_MS = 3;
/** And no more than so many, whatever the clock says. */
const SNAPSHOTS_PER_STEP = 64;

interface WaitingSnapshot {
  readonly topic: Topic;
  readonly snapshot: StoredSnapshot;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Saves snapshots, several in a transaction and a transaction in a turn of the event loop. Topics that grow alike are all
 * due for theirs in the same turn.
 */
export class SnapshotSaves {
  private waiting: WaitingSnapshot[] = [];

  constructor(
    private readonly rows: TapeRows,
    private readonly upkeep: Upkeep,
    private readonly failure: (error: unknown) => unknown,
  ) {}

  save(topic: Topic, snapshot: StoredSnapshot): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ topic, snapshot, resolve, reject });
      if (this.waiting.length === 1) this.nextStep();
    });
  }

  private nextStep(): void {
    void this.upkeep.step(() => this.saveSome());
  }

  private saveSome(): void {
    const group = this.waiting.slice(0, SNAPSHOTS_PER_STEP);
    try {
      const count = this.rows.transaction(() => this.write(group));
      for (const { resolve } of this.waiting.splice(0, count)) resolve();
    } catch (error) {
      const failure = this.failure(error);
      for (const { reject } of this.waiting.splice(0, group.length)) reject(failure);
    }
    if (this.waiting.length > 0) this.nextStep();
  }

  /** Returns how many of them were written before the time was over. */
  private write(group: readonly WaitingSnapshot[]): number {
    const endsAt = performance.now() + STEP_MS;
    const last = group.findIndex((one) => {
      this.writeOne(one);
      return performance.now() >= endsAt;
    });
    return last === -1 ? group.length : last + 1;
  }

  private writeOne({ topic, snapshot, reject }: WaitingSnapshot): void {
    let json: string;
    try {
      json = JSON.stringify(snapshot);
    } catch (error) {
      // No JSON: that is nobody else's fault.
      reject(this.failure(error));
      return;
    }
    this.rows.saveSnapshot(topic, snapshot.seq, json);
  }
}
