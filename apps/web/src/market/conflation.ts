/** What a throttle has done. */
export interface Conflation {
  /** How many events happened on the tape. */
  readonly events: number;
  /** How many frames came for them: fewer, when some stand for several. */
  readonly frames: number;
}

export const NOTHING_YET: Conflation = { events: 0, frames: 0 };

/** One frame more, that stands for so many events. */
export function addFrame({ events, frames }: Conflation, merged = 1): Conflation {
  return { events: events + merged, frames: frames + 1 };
}

/** What the two numbers mean, in a sentence. */
export function describeConflation({ events, frames }: Conflation): string {
  const saved = events - frames;
  if (events === 0) return 'Nothing has happened since you chose.';
  if (saved === 0) return 'Every event came by itself.';
  return `${saved} of ${events} events came inside of another one: ${Math.round((100 * saved) / events)} % fewer frames, the same prices and volumes.`;
}

export interface ThrottleStep {
  /** What the server is asked for. */
  readonly maxHz: number | undefined;
  readonly label: string;
}

/** From everything to hardly anything. The simulated market moves a symbol every two seconds. */
export const THROTTLE_STEPS: readonly ThrottleStep[] = [
  { maxHz: undefined, label: 'every event' },
  { maxHz: 4, label: '4 a second' },
  { maxHz: 1, label: '1 a second' },
  { maxHz: 0.4, label: '2 in 5 seconds' },
  { maxHz: 0.2, label: '1 in 5 seconds' },
  { maxHz: 0.1, label: '1 in 10 seconds' },
];
