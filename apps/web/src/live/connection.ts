/** What a person is told about a stream. */
export type Connection =
  /** No first connection yet, or it has not yet caught up. */
  | { readonly phase: 'connecting' }
  /** Caught up: what is seen is what is. */
  | { readonly phase: 'live' }
  /** The connection is lost and will come back by itself. */
  | { readonly phase: 'reconnecting'; readonly reason: string }
  /** The topic is finished: nothing will ever follow, and nothing is connected any more. */
  | { readonly phase: 'finished' }
  /** Only a person can go on from here. */
  | { readonly phase: 'failed'; readonly reason: string };

export type Phase = Connection['phase'];

export const PHASE_LABELS: Record<Phase, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  finished: 'Finished',
  failed: 'Failed',
};
