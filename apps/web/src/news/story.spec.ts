import { news, type NewsStory } from '@tickertape/events';
import { newsFixtures } from '@tickertape/events/testing';
import { standingOf } from './story';

const story = (...types: (keyof typeof newsFixtures.samples)[]): NewsStory => {
  const time = '2026-11-22T09:00:00.000Z';
  const state = types.reduce(
    (folded, type, index) =>
      news.evolve(folded, { type, data: newsFixtures.samples[type], time, version: index + 1 } as Parameters<
        typeof news.evolve
      >[1]),
    news.initialState('front'),
  );
  return state.stories[0] as NewsStory;
};

describe('a story', () => {
  it('stands as published, corrected, retracted', () => {
    expect(standingOf(story('news.published'))).toBe('published');
    expect(standingOf(story('news.published', 'news.corrected'))).toBe('corrected');
    expect(standingOf(story('news.published', 'news.corrected', 'news.retracted'))).toBe('retracted');
  });
});
