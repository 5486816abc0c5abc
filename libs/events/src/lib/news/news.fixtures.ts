import { defineFixtures } from '../family-fixtures';
import { news } from './news.family';

export const newsFixtures = defineFixtures(news, {
  samples: {
    'news.published': {
      storyId: 'story-1',
      headline: 'Tape beats wire by a length',
      body: 'Witnesses speak of a photo finish.',
      url: 'https://example.org/stories/1',
    },
    'news.corrected': { storyId: 'story-1', headline: 'Tape beats wire by two lengths' },
    'news.retracted': { storyId: 'story-1', reason: 'It was a dream.' },
  },
  histories: [
    ['news.published', 'news.corrected', 'news.retracted'],
    ['news.published', 'news.published', 'news.corrected'],
  ],
});
