import { foldEvents, type EventOf } from '../define-family';
import { checkEventData } from '../event-data.dto';
import { newsDtos } from './news.dto';
import { news, NEWS_STORIES_MAX, type NewsEvents, type NewsState } from './news.family';

const timeAt = (second: number): string => new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString();

/** Each event a second after the one before. */
const fold = (...told: readonly (readonly [type: keyof NewsEvents, data: object])[]): NewsState =>
  foldEvents(
    news,
    news.initialState('front'),
    told.map(([type, data], i) => ({ type, data, version: i + 1, time: timeAt(i) }) as EventOf<NewsEvents>),
  );
const publish = (storyId: string, more: object = {}) =>
  ['news.published', { storyId, headline: `Story ${storyId}`, ...more }] as const;

it('shows a correction as one: what is new, and since when', () => {
  const { stories } = fold(publish('a', { body: 'Long.' }), publish('b'), [
    'news.corrected',
    { storyId: 'a', headline: 'Better' },
  ]);
  expect(stories.map(({ storyId }) => storyId)).toEqual(['b', 'a']);
  expect(stories[1]).toMatchObject({
    headline: 'Better',
    body: 'Long.',
    publishedAt: timeAt(0),
    correctedAt: timeAt(2),
  });
  expect(stories[0]).toMatchObject({ headline: 'Story b', correctedAt: null });
});

it('shows a retraction as one, with its reason, and keeps what people have read', () => {
  const { stories } = fold(publish('a'), ['news.retracted', { storyId: 'a', reason: 'It was a dream.' }]);
  expect(stories).toMatchObject([{ headline: 'Story a', retractedAt: timeAt(1), reason: 'It was a dream.' }]);
});

it('stays retracted whatever is corrected afterwards', () => {
  const { stories } = fold(
    publish('a'),
    ['news.retracted', { storyId: 'a' }],
    ['news.corrected', { storyId: 'a', body: 'More.' }],
  );
  expect(stories).toMatchObject([{ body: 'More.', retractedAt: timeAt(1), correctedAt: timeAt(2) }]);
});

it('is as it was after a correction or a retraction of what it does not have', () => {
  const before = fold(publish('a'));
  const unknown = { storyId: 'nobody-wrote-it', headline: 'Ghost' };
  expect(fold(publish('a'), ['news.corrected', unknown], ['news.retracted', { storyId: 'nobody-wrote-it' }])).toEqual(
    before,
  );
  const many = Array.from({ length: NEWS_STORIES_MAX + 1 }, (_, i) => publish(`s${i}`));
  expect(fold(...many, ['news.corrected', { storyId: 's0', headline: 'Too late' }])).toEqual(fold(...many));
});

it('says which stories are simulated', () => {
  const { stories } = fold(publish('a', { simulated: true }), publish('b'));
  expect(stories.map(({ simulated }) => simulated)).toEqual([false, true]);
  expect(checkEventData(newsDtos, 'news.published', { storyId: 'a', headline: 'b', simulated: 'yes' })).toHaveLength(1);
});
