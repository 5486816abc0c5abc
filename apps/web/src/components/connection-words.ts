import type { Connection, Phase, ReconnectReason } from '@tickertape/client';

/** What a person is told of a connection. */
export interface ConnectionWords {
  /** One word. */
  readonly phase: string;
  /** What there is to say beside the word; empty when it says all. */
  readonly detail: string;
  /** What a person can do about it; empty when there is nothing. */
  readonly offer: string;
}

const PHASES: Record<Phase, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  finished: 'Finished',
  failed: 'Failed',
};

const REASONS: Record<ReconnectReason, string> = {
  lost: 'the connection broke',
  silent: 'nothing was heard for too long',
  unreachable: 'the server does not answer',
  drained: 'the server asked to come back',
  failed: 'the server could not go on',
  offline: 'there is no network',
  paused: 'the page was resting',
};

/** A wait that is longer may be cut short by hand; a shorter one is over before a hand is there. */
const PATIENCE_MS = 3_000;

/** @param now as `Date.now()`. */
export function describeConnection(connection: Connection, now: number): ConnectionWords {
  const phase = PHASES[connection.phase];
  switch (connection.phase) {
    case 'live':
      return { phase, detail: connection.polling ? 'by polling' : '', offer: '' };
    case 'reconnecting': {
      const waitsMs = (connection.retryAt ?? now) - now;
      return { phase, detail: REASONS[connection.reason], offer: waitsMs > PATIENCE_MS ? 'Try now' : '' };
    }
    case 'failed':
      return { phase, detail: connection.error.message, offer: 'Try again' };
    default:
      return { phase, detail: '', offer: '' };
  }
}
