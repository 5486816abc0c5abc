import { describeDelivery, describeRetention } from './describe-type';

const quotes = {
  family: 'quotes',
  delivery: { merges: true, wholeFamily: true, existence: 'open' },
  retention: { maxEvents: 1_000, maxAgeMs: null },
  terminal: false,
} as const;

const orders = {
  family: 'orders',
  delivery: { merges: false, wholeFamily: false, existence: 'required' },
  retention: { maxEvents: null, maxAgeMs: null },
  terminal: true,
} as const;

describe('the words for a type', () => {
  it('say how it is delivered', () => {
    expect(describeDelivery(quotes)).toBe(
      'A stream takes one topic, or all of them as quotes/*. A topic may be read before its first event. Several in a row may come as one.',
    );
    expect(describeDelivery(orders)).toBe(
      'A stream takes topics by their names. A topic is there from its first event on. Each comes by itself. It is the last of its topic.',
    );
  });

  it.each([
    [null, null, 'For ever.'],
    [1_000, null, 'At least the newest 1,000 of a topic.'],
    [null, 86_400_000, 'At least for 1 day.'],
    [50, 5_400_000, 'At least the newest 50 of a topic, for 90 minutes.'],
    [null, 1_500, 'At least for 1500 milliseconds.'],
  ])('say how long it is kept: %p, %p', (maxEvents, maxAgeMs, says) => {
    expect(describeRetention({ ...orders, retention: { maxEvents, maxAgeMs } })).toBe(says);
  });
});
