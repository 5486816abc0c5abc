/** Between the end of a match and the kick-off of the next one when nothing else is played, in seconds of a match. */
const IDLE_S = 600;

export interface Fixture {
  /** RFC 3339. */
  readonly kickOff: string;
  /** From the kick-off to the end. */
  readonly lengthS: number;
}

/**
 * When each match begins, in seconds since the first one began, without the hours in which nothing is played: what was played
 * at the same time still is.
 *
 * @param fixtures by kick-off.
 */
export function planTimetable(fixtures: readonly Fixture[]): readonly number[] {
  const first = Date.parse(fixtures[0]?.kickOff ?? '');
  let leftOut = 0;
  let busyUntil = -IDLE_S;
  return fixtures.map(({ kickOff, lengthS }) => {
    const planned = (Date.parse(kickOff) - first) / 1_000 - leftOut;
    const start = Math.min(planned, busyUntil + IDLE_S);
    leftOut += planned - start;
    busyUntil = Math.max(busyUntil, start + lengthS);
    return start;
  });
}
