import { formatChoice, parseChoice } from './choice';

describe('the choice in an address', () => {
  it.each([
    ['orders.received', { type: 'orders.received' }],
    ['orders.received/42', { type: 'orders.received', topicId: '42' }],
    ['feeds.activity_added/a.b@c', { type: 'feeds.activity_added', topicId: 'a.b@c' }],
  ])('%s is %j, and back', (id, choice) => {
    expect(parseChoice(id)).toEqual(choice);
    expect(formatChoice(choice)).toBe(id);
  });

  it('has no topic when nothing is behind the slash', () => {
    expect(parseChoice('orders.received/')).toEqual({ type: 'orders.received' });
  });
});
