import { Injectable, Logger } from '@nestjs/common';
import { formatTopic } from '@tickertape/wire';
import { GenerationsService } from '../../features/generations/generations.service';
import { GenerationRuns } from '../../features/generations/generations.source';

/**
 * Who waits for generations that end with their requests. Requests with the same `Idempotency-Key` wait for the same one: it
 * ends when the last of them has gone.
 */
@Injectable()
export class GenerationAttendance {
  private readonly logger = new Logger(GenerationAttendance.name);
  private readonly present = new Map<string, number>();
  private readonly ending = new Map<string, Promise<unknown>>();

  constructor(
    private readonly generations: GenerationsService,
    private readonly runs: GenerationRuns,
  ) {}

  /**
   * From now on a generation goes on for a response too: it is cancelled as soon as this and all others that were made for it
   * are over. One that has ended stays as it is.
   */
  attend(id: string, over: AbortSignal): void {
    this.present.set(id, (this.present.get(id) ?? 0) + 1);
    this.runs.awaited.add(formatTopic('generations', id));
    if (over.aborted) this.leave(id);
    else over.addEventListener('abort', () => this.leave(id), { once: true });
  }

  /** Resolves when a generation that all had left before is at its end; at once for any other. */
  async ended(id: string): Promise<void> {
    await this.ending.get(id);
  }

  private leave(id: string): void {
    const left = (this.present.get(id) ?? 0) - 1;
    if (left > 0) {
      this.present.set(id, left);
      return;
    }
    this.present.delete(id);
    this.runs.awaited.delete(formatTopic('generations', id));
    const end = this.generations
      .cancel(id)
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => this.ending.delete(id));
    this.ending.set(id, end);
  }
}
