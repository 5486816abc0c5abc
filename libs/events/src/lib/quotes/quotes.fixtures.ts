import { defineFixtures } from '../family-fixtures';
import { quotes } from './quotes.family';

export const quoteFixtures = defineFixtures(quotes, {
  samples: {
    'quotes.updated': {
      bid: '101.20',
      ask: '101.30',
      last: '101.25',
      size: 300,
      high: '102.00',
      low: '99.85',
      day: '2026-11-22',
      simulated: true,
    },
    'quotes.halted': { reason: 'News is pending.' },
    'quotes.resumed': {},
    'quotes.fell_silent': { since: '2026-11-22T09:00:00.000Z' },
  },
  histories: [
    ['quotes.updated', 'quotes.updated', 'quotes.halted', 'quotes.updated', 'quotes.resumed', 'quotes.updated'],
    ['quotes.updated', 'quotes.fell_silent', 'quotes.updated', 'quotes.updated'],
  ],
});
