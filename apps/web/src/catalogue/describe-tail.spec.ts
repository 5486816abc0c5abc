import { ClientError } from '@tickertape/client';
import { describeEntries, describeTail } from './describe-tail';

const orders = { family: 'orders' };
const failed = (code: string, message: string) => ({ phase: 'failed', error: new ClientError(code, message) }) as const;

describe('the words for a tail', () => {
  it('ask for a topic where a family cannot be followed whole', () => {
    expect(describeTail(orders, '', { phase: 'live' })).toBe('orders are not read all at once: name a topic.');
  });

  it('say what is followed, the same while the connection comes and goes', () => {
    const says = 'Follows orders/42, from what is kept of it on.';
    expect(describeTail(orders, 'orders/42', { phase: 'connecting' })).toBe(says);
    expect(describeTail(orders, 'orders/42', { phase: 'reconnecting', reason: 'lost' })).toBe(says);
    expect(describeTail({ family: 'news' }, 'news/*', { phase: 'live' })).toBe('Follows all news, from now on.');
  });

  it('say that a topic is finished', () => {
    expect(describeTail(orders, 'orders/42', { phase: 'finished' })).toBe(
      'orders/42 is finished: nothing will follow.',
    );
  });

  it('say how a topic begins that is not there yet, and give any other reason as it is', () => {
    expect(describeTail(orders, 'orders/42', failed('topic_not_found', 'There is none.'))).toBe(
      'There is no orders/42 yet: append the sample, and there is.',
    );
    expect(describeTail(orders, 'orders/42', failed('unauthorized', 'Not for you.'))).toBe('Not for you.');
  });

  it('count what has come by', () => {
    expect(describeEntries({ newest: [], ofType: 1, ofOthers: 0 })).toBe('1 event of this type');
    expect(describeEntries({ newest: [], ofType: 0, ofOthers: 1_200 })).toBe(
      '0 events of this type, and 1,200 of other types',
    );
  });

  it('own up to what was lost', () => {
    const gap = { type: 'tape.gap', reason: 'expired', cursor: 'k-1' } as const;
    const after = (missed: number | null) =>
      describeEntries({ newest: [], ofType: 2, ofOthers: 0, gap: { ...gap, missed } });
    expect(after(3)).toBe('2 events of this type; 3 events could not be replayed (expired)');
    expect(after(null)).toBe('2 events of this type; some events could not be replayed (expired)');
  });
});
