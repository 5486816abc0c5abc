import type { ClientError } from './client-error';

/**
 * Why a stream is not there at the moment; for programs. `lost`: the connection broke. `silent`: nothing came for too
 * long. `unreachable`: the server or something before it does not answer a stream. `drained`: the server asked to come
 * back later. `failed`: the server could not go on. `offline`: the browser has no network. `paused`: the page is frozen or
 * was hidden for long.
 */
export type ReconnectReason = 'lost' | 'silent' | 'unreachable' | 'drained' | 'failed' | 'offline' | 'paused';

/** What is to be told of a connection. Immutable: every change is a new object. */
export type Connection =
  /** No first connection yet, or it has not yet caught up, or snapshots are still to come. */
  | { readonly phase: 'connecting' }
  /** Caught up: what is seen is what is. `polling`: by requests, because something on the way holds streams back. */
  | { readonly phase: 'live'; readonly polling?: true }
  /** The connection is lost and comes back by itself, at `retryAt` (as `Date.now()`) where that is known. */
  | { readonly phase: 'reconnecting'; readonly reason: ReconnectReason; readonly retryAt?: number }
  /** Nothing will ever follow, and nothing is connected any more. */
  | { readonly phase: 'finished' }
  /** It does not go on by itself: see the error, and `retry`. */
  | { readonly phase: 'failed'; readonly error: ClientError };

export type Phase = Connection['phase'];

/** The order in which phases are told of several connections: the one that most wants attention. */
const ATTENTION: readonly Phase[] = ['failed', 'reconnecting', 'connecting', 'live', 'finished'];

/** Several connections as one; `finished` when there is none. */
export function combine(connections: Iterable<Connection>): Connection {
  const all = [...connections];
  for (const phase of ATTENTION) {
    const found = all.find((connection) => connection.phase === phase);
    if (found) return found;
  }
  return { phase: 'finished' };
}
