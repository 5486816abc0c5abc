import type { EventTypeDescription } from '@tickertape/events/catalogue';
import { findGroups } from './type-groups';

const describeType = (type: string, description: string) =>
  ({ type, family: type.split('.')[0], description }) as EventTypeDescription;

const TYPES = [
  describeType('orders.received', 'The kitchen has the order.'),
  describeType('orders.delivered', 'The order is at the door.'),
  describeType('news.published', 'A story came out.'),
];

const found = (query: string) =>
  findGroups(TYPES, query).map(({ family, types }) => [family, ...types.map(({ type }) => type)]);

describe('the types that a filter leaves', () => {
  it('are all of them, by family, without a word', () => {
    const all = [
      ['orders', 'orders.received', 'orders.delivered'],
      ['news', 'news.published'],
    ];
    expect(found('')).toEqual(all);
    expect(found('   ')).toEqual(all);
  });

  it('have the word in their name or in what they say', () => {
    expect(found('deliv')).toEqual([['orders', 'orders.delivered']]);
    expect(found('STORY')).toEqual([['news', 'news.published']]);
  });

  it('have every word', () => {
    expect(found('order kitchen')).toEqual([['orders', 'orders.received']]);
    expect(found('order story')).toEqual([]);
  });
});
