import { setImmediate } from 'node:timers/promises';
import type { Topic } from '@tickertape/wire';
import type { TapeEvent } from '../tape-event';
import type { TapeStore, TopicSelector } from '../tape-store';
import { ALL, appendOne, note, notes, upTo } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const TOPICS: readonly Topic[] = ['orders/1', 'orders/2', 'feeds/1'];

/** Follows the tape by reading alone, until it has read as many as will be there. */
async function followByReading(store: TapeStore, topics: TopicSelector, limit: number, total: number) {
  const seen: TapeEvent[] = [];
  while (seen.length < total) {
    const page = await store.read(topics, seen.at(-1)?.seq ?? 0, limit);
    seen.push(...page);
    if (page.length === 0) await setImmediate();
  }
  return seen;
}

export function describeMonotoneVisibility({ open }: StoreUnderTest): void {
  describe('visibility', () => {
    it('shows an event as soon as its append has resolved', async () => {
      const store = await open();
      for (const n of upTo(20)) {
        const event = await appendOne(store, 'orders/1', note(n));
        expect(await store.read(['orders/1'], event.seq - 1, ALL)).toStrictEqual([event]);
        expect(await store.readBack('orders/1', event.seq + 1, 1)).toStrictEqual([event]);
        expect(await store.head('orders/1')).toMatchObject({ seq: event.seq, version: n });
        expect(await store.lastSeq()).toBe(event.seq);
      }
    });

    it('never shows an event behind one that a reader has already got', async () => {
      const store = await open();
      const writers = TOPICS.map(async (topic, w) => {
        for (const n of upTo(40)) {
          await Promise.all([store.append(topic, notes(1, 1 + ((n + w) % 3))), store.append(topic, [note(n)])]);
        }
      });
      const total =
        TOPICS.length * 40 + TOPICS.reduce((sum, _, w) => sum + upTo(40).reduce((s, n) => s + 1 + ((n + w) % 3), 0), 0);
      const readers = [1, 5, 100].map((limit) => followByReading(store, TOPICS, limit, total));
      const family = followByReading(store, ['orders/*', 'feeds/*'], 7, total);
      const seen = await Promise.all([...readers, family]);
      await Promise.all(writers);
      const whole = await store.read(TOPICS, 0, ALL);
      for (const events of seen) expect(events).toStrictEqual(whole);
    });
  });
}
