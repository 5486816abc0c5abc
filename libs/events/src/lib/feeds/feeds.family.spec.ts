import { foldEvents, type EventOf } from '../define-family';
import { FEED_ITEMS_MAX, feeds, type FeedActivityAdded, type FeedEvents, type FeedState } from './feeds.family';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString();

function added(id: string, minute: number, backfilled?: true): EventOf<FeedEvents> {
  const activity = { id, actor: 'ann', verb: 'post', object: { type: 'note', id }, published: at(minute) };
  const data: FeedActivityAdded = { ...activity, ...(backfilled && { backfilled }) };
  return { type: 'feeds.activity_added', data, version: 1, time: at(minute) };
}

const fold = (events: EventOf<FeedEvents>[], state: FeedState = feeds.initialState('ben')) =>
  foldEvents(feeds, state, events);
const idsOf = ({ items }: FeedState) => items.map(({ id }) => id);

it('puts an activity at its time, wherever that is, and once', () => {
  expect(idsOf(fold([added('b', 2), added('d', 4), added('a', 1, true), added('c', 3, true), added('b', 2)]))).toEqual([
    'd',
    'c',
    'b',
    'a',
  ]);
});

it('lets nobody change or remove what somebody else has under the same id', () => {
  const of = (actor: string, text: string) => {
    const { data } = added('a', 1) as { data: FeedActivityAdded };
    return { ...data, actor, text };
  };
  const event = (type: keyof FeedEvents, data: object) => ({ ...added('a', 1), type, data }) as EventOf<FeedEvents>;
  const textsOf = ({ items }: FeedState) => items.map(({ text }) => text);
  const both = fold([
    event('feeds.activity_added', of('ann', 'hers')),
    event('feeds.activity_added', of('ben', 'his')),
  ]);
  expect(textsOf(both)).toEqual(['his', 'hers']);
  const changed = fold([event('feeds.activity_changed', of('ben', 'his!'))], both);
  expect(textsOf(changed)).toEqual(['his!', 'hers']);
  expect(textsOf(fold([event('feeds.activity_removed', { id: 'a', actor: 'ben' })], changed))).toEqual(['hers']);
});

it('lets the oldest go for what is new, and nothing for what is backfilled', () => {
  const full = fold(Array.from({ length: FEED_ITEMS_MAX }, (_, n) => added(`${n}`, n)));
  expect(fold([added('backfilled', 100, true)], full)).toBe(full);
  expect(idsOf(fold([added('new', 1_000)], full))).toEqual(['new', ...idsOf(full).slice(0, -1)]);
});
