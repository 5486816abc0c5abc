import { foldEvents, type EventOf } from '../define-family';
import { activities, type ActivitiesState, type ActivityEvents } from './activities.family';

const fold = (...events: Pick<EventOf<ActivityEvents>, 'type' | 'data'>[]): ActivitiesState =>
  foldEvents(
    activities,
    activities.initialState('ann'),
    events.map(
      (event, i) => ({ ...event, version: i + 1, time: `2026-11-22T09:00:0${i}.000Z` }) as EventOf<ActivityEvents>,
    ),
  );
const published = (id: string, text: string) => {
  const data = { id, verb: 'post', object: { type: 'note', id }, text };
  return { type: 'activities.published' as const, data };
};
const removed = (id: string) => ({ type: 'activities.removed' as const, data: { id } });

it('stays as it is when an activity is published again', () => {
  const once = fold(published('a', 'first'), published('b', 'other'));
  expect(fold(published('a', 'first'), published('b', 'other'), published('a', 'second'))).toEqual(once);
});

it('stays as it is when an activity is published again that was taken back', () => {
  const gone = fold(published('a', 'first'), removed('a'));
  expect(gone).toMatchObject({ items: [], tombstones: [{ id: 'a' }] });
  expect(fold(published('a', 'first'), removed('a'), published('a', 'second'))).toEqual(gone);
});
