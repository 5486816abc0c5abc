import type { Topic } from '@tickertape/wire';
import { ALL, appendOne, note, numbersOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~@:+-';

const TOPICS: readonly Topic[] = [
  'orders/a',
  'orders/A',
  'orders/a.b',
  'orders/a_b',
  'orders/a:b',
  'orders/1',
  'orders/01',
  'orders/1.0',
  'orders/1e0',
  'orders/+1',
  'orders/-1',
  'orders/__proto__',
  'orders/constructor',
  'orders/hasOwnProperty',
  'orders/null',
  'orders/--',
  'orders/...',
  `orders/${ALPHABET}`,
  `a${'b'.repeat(31)}/${'c'.repeat(128)}`,
  'z-9/~',
];

const IDS: readonly string[] = [
  "'; DROP TABLE events; --",
  '" OR 1=1 --',
  '%',
  '_',
  '*',
  '?',
  ':id',
  '$1',
  '\\',
  '{topic}',
  'a',
  'A',
  'a ',
  ' a',
  '1',
  '01',
  '1.0',
  'null',
  '__proto__',
  'constructor',
  '\u00e9',
  'e\u0301',
  '\u{1f600}',
  '\ufeffa',
  'ß',
  'ss',
];

export function describeNames({ open }: StoreUnderTest): void {
  describe('names', () => {
    it('tells all topics apart that differ in a single character or in case', async () => {
      const store = await open();
      for (const [n, topic] of TOPICS.entries()) await store.append(topic, [note(n)], { expectVersion: 0 });
      for (const [n, topic] of TOPICS.entries()) {
        expect(numbersOf(await store.read([topic], 0, ALL))).toEqual([n]);
        expect(numbersOf(await store.readBack(topic, Number.MAX_SAFE_INTEGER, ALL))).toEqual([n]);
        expect(await store.head(topic)).toMatchObject({ version: 1 });
      }
      expect((await store.read(TOPICS, 0, ALL)).map(({ topic }) => topic)).toEqual(TOPICS);
    });

    it('keeps snapshots of such topics apart', async () => {
      const store = await open();
      for (const [n, topic] of TOPICS.entries()) await store.saveSnapshot(topic, { seq: 1, version: 1, state: n });
      for (const [n, topic] of TOPICS.entries()) expect(await store.loadSnapshot(topic)).toMatchObject({ state: n });
    });

    it('trims such topics apart', async () => {
      const store = await open();
      for (const [n, topic] of TOPICS.entries()) await store.append(topic, [note(n)]);
      await store.trim('orders/a_b', Number.MAX_SAFE_INTEGER);
      const rest = (await store.read(TOPICS, 0, ALL)).map(({ topic }) => topic);
      expect(rest).toEqual(TOPICS.filter((topic) => topic !== 'orders/a_b'));
    });

    it('tells all event ids apart, whatever they look like to a database', async () => {
      const store = await open();
      for (const [n, id] of IDS.entries()) await store.append('orders/1', [note(n, { id })]);
      expect((await store.read(['orders/1'], 0, ALL)).map(({ id }) => id)).toEqual(IDS);
      for (const [n, id] of IDS.entries()) {
        const { events, repeated } = await store.append('orders/1', [note(99, { id })]);
        expect({ numbers: numbersOf(events), repeated }).toEqual({ numbers: [n], repeated: true });
      }
    });

    it('takes an id that is the name of a topic for an id', async () => {
      const store = await open();
      const event = await appendOne(store, 'orders/1', note(1, { id: 'orders/1' }));
      expect(event.id).toBe('orders/1');
      expect(await store.append('orders/2', [note(2, { id: 'orders/1' })])).toMatchObject({ repeated: false });
    });
  });
}
