import type { ActivitiesState, ActivityPublished } from '@tickertape/events';
import { formatTime, type TapeEvent } from '@tickertape/tape';

/**
 * Whether an event has published an activity that is still there, by the user's activities as they are by now: not one
 * that was there already under its id, nor one that was taken back since. What is too old to be known is there.
 */
export function isStanding({ items, tombstones }: ActivitiesState, { data, time }: TapeEvent): boolean {
  const { id } = data as ActivityPublished;
  const known = items.find((item) => item.id === id);
  return known ? known.published === formatTime(time) : tombstones.every((tombstone) => tombstone.id !== id);
}
