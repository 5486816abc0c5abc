import { formatTopic, isSelected, isTopic, isTopicSelector, parseTopic, wholeFamilyOf } from './topic';

it('splits a topic into family and id', () => {
  expect(parseTopic('orders/42')).toEqual({ family: 'orders', id: '42' });
  expect(parseTopic('orders/...')).toEqual({ family: 'orders', id: '...' });
  expect(parseTopic(formatTopic('feeds', 'ann@example.org'))).toEqual({ family: 'feeds', id: 'ann@example.org' });
});

it.each([
  '',
  'orders',
  'orders/',
  '/42',
  'Orders/42',
  'orders/4 2',
  'orders/*',
  'orders/4/2',
  'orders/ä',
  'orders/a\n',
  'orders/.',
  'orders/..',
  'tape',
  'orders/' + 'x'.repeat(129),
])('refuses %j as a topic', (text) => expect(isTopic(text)).toBe(false));

it('selects one topic or a whole family', () => {
  expect(isTopicSelector('orders/42')).toBe(true);
  expect(isTopicSelector('orders/*')).toBe(true);
  expect(isTopicSelector('*/*')).toBe(false);
  expect(isTopicSelector('orders/4*')).toBe(false);
});

it('knows the whole family of a topic, and whether selectors are for it', () => {
  expect(['orders/42', 'orders/*'].map(wholeFamilyOf)).toEqual(['orders/*', 'orders/*']);
  const selectors = new Set(['orders/*', 'news/a']);
  expect(['orders/42', 'orders/*', 'news/a', 'news/b', 'news/*'].map((topic) => isSelected(topic, selectors))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
