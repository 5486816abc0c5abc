import { backOffMs } from '../back-off';
import { ClientError } from '../client-error';
import type { Timing } from '../client-options';
import type { ReconnectReason } from '../connection';
import type { Attempt } from './attempt';

/** What follows a connection that is over. */
export type Step =
  | { readonly kind: 'reconnect'; readonly waitMs: number; readonly reason: ReconnectReason }
  /** The next poll, which is no reconnect: nothing was lost. */
  | { readonly kind: 'poll'; readonly waitMs: number }
  | { readonly kind: 'fail'; readonly error: ClientError };

/** So many streams in a row that fail on the server's own word are not an accident. */
const FAILURES_MAX = 4;
/**
 * Nor are so many that are broken off before they have shown anything: a browser may lose the last frames of such a stream,
 * and the server's word with them. More, since a bad network can do the same; with the waits between them it has had a minute.
 */
const BREAKS_MAX = 8;
/** After so many streams in a row of which nothing came, it polls: something on the way holds them back. */
const SILENT_STARTS_MAX = 2;
/** No server is waited for longer than this when it says how long to wait. */
const RETRY_MAX_MS = 120_000;

/** What was learned from the connections so far, and what is to be done next. Clock and chance are passed in. */
export class Course {
  private attempts = 0;
  /** Streams in a row that have failed. */
  failures = 0;
  private silentStarts = 0;
  private pollingSince: number | undefined;
  private retryMs = 0;
  /** Streams in a row that were drained before they had brought anything. */
  private idleDrains = 0;

  constructor(
    private readonly timing: Timing,
    private readonly now: () => number,
    private readonly random: () => number,
  ) {}

  /** Whether the next connection is to be a poll. From time to time it is not, to see whether streams get through again. */
  get polls(): boolean {
    return this.pollingSince !== undefined && this.now() - this.pollingSince < this.timing.streamAgainMs;
  }

  /** Somebody wants it at once: what went wrong before counts no more. */
  startOver(): void {
    this.attempts = 0;
    this.failures = 0;
  }

  /** The server has announced how long to wait after an ordinary end. */
  announce(retryMs: number): void {
    this.retryMs = Math.min(retryMs, RETRY_MAX_MS);
  }

  caughtUp({ isPoll }: Attempt): void {
    this.startOver();
    if (isPoll) return;
    this.silentStarts = 0;
    this.pollingSince = undefined;
  }

  /** `late`: the clock itself had stopped, as that of a laptop that was shut. */
  afterSilence({ isPoll, caughtUp }: Attempt, late: boolean): Step {
    if (late) return { kind: 'reconnect', waitMs: 0, reason: 'silent' };
    if (caughtUp) return this.backOff('silent');
    if (isPoll) {
      this.pollingSince = undefined;
      this.silentStarts = 0;
      return this.backOff('silent');
    }
    this.silentStarts += 1;
    if (this.pollingSince !== undefined) return this.pollAgain();
    if (this.silentStarts < SILENT_STARTS_MAX) return { kind: 'reconnect', waitMs: 0, reason: 'silent' };
    this.pollingSince = this.now();
    return { kind: 'reconnect', waitMs: 0, reason: 'silent' };
  }

  /** As the server says, but a server that says it again and again is not asked without end. */
  afterDrain({ isPoll, caughtUp, hasBrought }: Attempt, retryMs = this.retryMs): Step {
    if (isPoll && caughtUp) return this.pollLater();
    this.idleDrains = hasBrought ? 0 : this.idleDrains + 1;
    const waitMs = Math.min(retryMs, RETRY_MAX_MS);
    if (this.idleDrains > 1) return this.backOff('drained', waitMs, this.idleDrains - 2);
    return { kind: 'reconnect', waitMs, reason: 'drained' };
  }

  /** After a stream that ended without a word (`ended`), broke off, or never was. */
  afterEnd({ isPoll, caughtUp, hasHello }: Attempt, ended: boolean): Step {
    if (isPoll && caughtUp) return this.pollLater();
    if (!isPoll && !caughtUp && this.pollingSince !== undefined) return this.pollAgain();
    return this.backOff(hasHello ? 'lost' : 'unreachable', ended ? this.retryMs : 0);
  }

  /** After a stream that failed on the server's own word. */
  afterFailure(error: ClientError): Step {
    this.failures += 1;
    return this.failures < FAILURES_MAX ? this.backOff('failed') : { kind: 'fail', error };
  }

  /** After a stream that was broken off before it had shown anything. */
  afterBreak(attempt: Attempt): Step {
    this.failures += 1;
    if (this.failures < BREAKS_MAX) return this.afterEnd(attempt, false);
    const error = new ClientError('broken_off', 'every stream is broken off before it has shown anything');
    return { kind: 'fail', error };
  }

  /** After an answer that says to come back later, in so many words or not. */
  afterOverload({ retryAfterMs = 0 }: ClientError): Step {
    return this.backOff('unreachable', Math.min(retryAfterMs, RETRY_MAX_MS));
  }

  private backOff(reason: ReconnectReason, floorMs = 0, attempt = this.attempts++): Step {
    return { kind: 'reconnect', waitMs: Math.max(floorMs, backOffMs(attempt, this.random(), this.timing)), reason };
  }

  /** A stream was tried, and does still not get through. */
  private pollAgain(): Step {
    this.pollingSince = this.now();
    return { kind: 'poll', waitMs: 0 };
  }

  private pollLater(): Step {
    return { kind: 'poll', waitMs: Math.round(this.timing.pollMs * (0.75 + this.random() / 2)) };
  }
}
