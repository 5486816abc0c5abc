import type { Seq, Topic } from '@tickertape/wire';
import type { TapeStore } from '../tape-store';
import type { Position } from './tape-worker-options';

interface BookmarkState {
  /** Events behind the bookmark's place whose work has begun, and how far it has come. */
  readonly begun: readonly (readonly [seq: Seq, position: Position])[];
}

/** Where a worker is: everything up to a place is done. Kept as the snapshot of a topic without events. */
export class Bookmark {
  readonly begun: Map<Seq, Position>;
  private changed = false;
  private saving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly store: TapeStore,
    private readonly name: Topic,
    private seq: Seq,
    state: BookmarkState,
  ) {
    this.begun = new Map(state.begun);
  }

  static async load(store: TapeStore, name: Topic): Promise<Bookmark> {
    const stored = await store.loadSnapshot(name);
    return new Bookmark(store, name, stored?.seq ?? 0, (stored?.state as BookmarkState | undefined) ?? { begun: [] });
  }

  /** Everything up to here is done. */
  get upTo(): Seq {
    return this.seq;
  }

  reach(seq: Seq): void {
    if (seq <= this.seq) return;
    this.seq = seq;
    this.changed = true;
  }

  /** Some of an event's work is done. */
  step(seq: Seq, position: Position): void {
    this.begun.set(seq, position);
    this.changed = true;
  }

  /** All of an event's work is done. */
  finish(seq: Seq): void {
    this.begun.delete(seq);
  }

  /** Stores it where something has changed, one after the other. */
  save(): Promise<void> {
    this.saving = this.saving.catch(() => undefined).then(() => this.write());
    return this.saving;
  }

  private async write(): Promise<void> {
    if (!this.changed) return;
    this.changed = false;
    const { seq, begun } = this;
    try {
      await this.store.saveSnapshot(this.name, { seq, version: 0, state: { begun: [...begun] } });
    } catch (error) {
      this.changed = true;
      throw error;
    }
  }
}
