import { Injectable } from '@nestjs/common';
import type { TapeWorker } from '@tickertape/tape';
import type { Seq } from '@tickertape/wire';

/** Who works on what users do: feeds and notifications. A command that is to have its effect when it is answered waits for them. */
@Injectable()
export class SocialWorkers {
  private readonly workers = new Set<TapeWorker>();

  add(worker: TapeWorker): void {
    this.workers.add(worker);
  }

  delete(worker: TapeWorker): void {
    this.workers.delete(worker);
  }

  /** Waits until the work on an event is done everywhere, at most `withinMs`. */
  async handled(seq: Seq, withinMs: number): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.handled(seq, withinMs)));
  }
}
