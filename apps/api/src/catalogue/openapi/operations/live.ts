import { MATCH_STATUSES, NEWS_STORIES_MAX } from '@tickertape/events';
import { MatchesController } from '../../../features/matches/matches.controller';
import { NewsController } from '../../../features/news/news.controller';
import { QuotesController } from '../../../features/quotes/quotes.controller';
import { describeController } from '../controller-info';
import { limit, listOf, resourceOf } from './schemas';

export const quotes = describeController(QuotesController, 'Prices.', {
  list: { summary: 'All prices as of one place.', answer: listOf('quotes') },
  get: { summary: 'The prices of a symbol.', answer: resourceOf('quotes') },
  stream: { summary: 'The stream of a symbol. With `maxHz` several updates come as the latest.' },
});

export const matches = describeController(MatchesController, 'Live scores.', {
  list: {
    summary: 'All matches by kick-off, or those of a status.',
    query: { status: { enum: [...MATCH_STATUSES], description: 'Only those of this status.' } },
    answer: listOf('matches'),
  },
  get: { summary: 'A match: score, goals, cards, clock.', answer: resourceOf('matches') },
  stream: { summary: 'The stream of a match.' },
});

export const news = describeController(NewsController, 'The ticker.', {
  get: {
    summary: 'The newest stories of a channel, newest first.',
    query: { limit: limit(NEWS_STORIES_MAX, NEWS_STORIES_MAX) },
    answer: resourceOf('news'),
  },
  stream: { summary: 'The stream of a channel.' },
});
