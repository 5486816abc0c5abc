import { formatCount } from '../format';
import { formatBytes, formatMs, formatNumber } from './amounts';
import type { Measure, RaceSample } from './measure';

/** What polls came to nothing. */
export interface WastedPolls {
  /** Answers that told nothing new. */
  readonly unchanged: number;
  /** Polls that were due while the one before had no answer yet. */
  readonly leftOut: number;
}

/** The result of a race in words. */
export function describeRace(
  { polling, push }: RaceSample,
  people: number,
  { unchanged, leftOut }: WastedPolls,
): string {
  const late =
    leftOut > 0 ? ` ${formatCount(leftOut, 'poll')} had to be left out: the one before was not answered.` : '';
  return (
    `Polling: ${formatNumber(polling.requests)} requests, of which ${formatNumber(unchanged)} brought “nothing new”; ` +
    `${formatBytes(polling.bytes)}; ${describeDelay(polling)}.${late} ` +
    `Push: ${formatCount(people, 'stream')}, ${formatBytes(push.bytes)}; ${describeDelay(push)}.`
  );
}

function describeDelay({ delayMs }: Measure): string {
  return delayMs === undefined ? 'no update was seen' : `an update was seen ${formatMs(delayMs)} after it was made`;
}
