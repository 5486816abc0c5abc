import { Durations } from './durations';
import { TapeError } from './tape-error';

/**
 * How an append ended: `appended`; `repeated`, every event was there already; `refused`, for what it asked; `failed`, the
 * store could not.
 */
export type AppendOutcome = 'appended' | 'repeated' | 'refused' | 'failed';

/** What the writer has done since the process began. Only grows. */
export class AppendCounts {
  readonly outcomes: Record<AppendOutcome, number> = { appended: 0, repeated: 0, refused: 0, failed: 0 };
  /** From the call until the events are durable, of appends that succeeded. */
  readonly latency = new Durations();

  succeeded(repeated: boolean, ms: number): void {
    this.outcomes[repeated ? 'repeated' : 'appended'] += 1;
    this.latency.record(ms);
  }

  threw(error: unknown): 'refused' | 'failed' {
    const refused = error instanceof TapeError && error.code !== 'store_failed' && error.code !== 'store_closed';
    const outcome = refused ? 'refused' : 'failed';
    this.outcomes[outcome] += 1;
    return outcome;
  }
}
