import { formatCount } from '../format';
import type { Resume } from './wire-account';

/** What a reconnect brought, in words; while there was none, how to have one. */
export function describeResume(resume: Resume | undefined): string {
  if (!resume) return 'Cut the connection, and take it up again: this says what was missed, and what of that has come.';
  const { from, events, frames, versions, gap, isComplete } = resume;
  if (!isComplete) return `Going on after ${from} …`;
  if (gap) {
    const lost = gap.missed === null ? 'What happened since then' : formatCount(gap.missed, 'event');
    return `Nothing can go on after ${from} (${gap.reason}). ${lost} cannot be had any more: the stream says so, and a snapshot stands for it.`;
  }
  if (events === 0) return `Nothing had happened after ${from}. No snapshot was needed: the stream goes on.`;
  const places = versions ? `, ${formatVersions(versions)}` : '';
  const merged = frames < events ? ` in ${formatCount(frames, 'frame')}` : '';
  return `After ${from} there had been ${formatCount(events, 'event')}${places}. All came${merged}, none twice, and no snapshot was needed.`;
}

function formatVersions([first, last]: readonly [number, number]): string {
  return first === last ? `version ${first}` : `versions ${first} to ${last}`;
}
