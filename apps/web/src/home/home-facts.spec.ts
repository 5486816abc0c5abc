import { feeds, generations, matches, notifications, orders, quotes } from '@tickertape/events';
import {
  catalogueFact,
  chatFact,
  chooseMatch,
  feedFact,
  matchFact,
  notificationsFact,
  orderFact,
  quoteFact,
} from './home-facts';

const NOW = Date.parse('2026-11-22T09:00:00.000Z');
const match = (id: string, status: 'scheduled' | 'half_time' | 'ended') => ({
  ...matches.initialState(id),
  status,
  home: 'Mexico',
  away: 'South Africa',
});

describe('the facts of the home page', () => {
  it('are short sentences of what is', () => {
    expect(chatFact({ ...generations.initialState('7f3a'), status: 'running', text: 'Tick' })).toBe(
      'Your last answer is being written: 4 characters',
    );
    expect(orderFact({ ...orders.initialState('42'), status: 'out_for_delivery' })).toBe(
      'Your last order is on its way',
    );
    expect(notificationsFact({ ...notifications.initialState('ann'), unseen: 3 })).toBe('3 unseen by ann');
    expect(notificationsFact(notifications.initialState('ann'))).toBe('ann has seen them all');
    expect(feedFact(feeds.initialState('ann'))).toBe('Nobody has said anything to ann yet');
    expect(quoteFact(quotes.initialState('ACME'))).toBe('ACME has no price yet');
    expect(quoteFact({ ...quotes.initialState('ACME'), last: '12.50', status: 'halted' })).toBe('ACME 12.50, halted');
    expect(matchFact(match('m-1', 'half_time'), NOW)).toBe('Mexico 0, South Africa 0 · Half-time');
    expect(catalogueFact([feeds, quotes])).toBe('7 types of events in 2 families');
  });

  it('are of the match that is being played, else of the next, else of the last', () => {
    const all = [match('over', 'ended'), match('next', 'scheduled'), match('live', 'half_time')];
    expect(chooseMatch(all)?.id).toBe('live');
    expect(chooseMatch(all.slice(0, 2))?.id).toBe('next');
    expect(chooseMatch(all.slice(0, 1))?.id).toBe('over');
    expect(chooseMatch([])).toBeUndefined();
  });
});
