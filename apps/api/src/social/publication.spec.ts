import type { ActivitiesState } from '@tickertape/events';
import { isStanding } from './publication';

const at = (second: number) => ({ time: Date.UTC(2026, 10, 22, 9, 0, second) });
const event = (id: string, second: number) => ({
  ...at(second),
  seq: 1,
  version: 1,
  topic: 'activities/ann' as const,
  type: 'activities.published',
  data: { id, verb: 'post', object: { type: 'note', id } },
});
const state: ActivitiesState = {
  id: 'ann',
  items: [{ ...event('a', 1).data, actor: 'ann', published: '2026-11-22T09:00:01.000Z' }],
  tombstones: [{ id: 'gone', deleted: '2026-11-22T09:00:02.000Z' }],
};

it('takes the first event of an id for its publication, and one that is too old to be known', () => {
  expect(isStanding(state, event('a', 1))).toBe(true);
  expect(isStanding(state, event('a', 2))).toBe(false);
  expect(isStanding(state, event('old', 0))).toBe(true);
});

it('takes none for what was taken back', () => {
  expect(isStanding(state, event('gone', 0))).toBe(false);
});
