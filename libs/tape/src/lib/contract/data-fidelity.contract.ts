import fc from 'fast-check';
import { ALL, appendOne } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const EXACT: Record<string, object> = {
  'text of every plane': { text: 'ä ß 漢字 \u{1f600} \u{10ffff} \u2028\u2029 \ufeff\ufffd' },
  'halves of surrogate pairs': { text: '\ud83d|\ude00|x\udfff' },
  'U+0000 and other control characters': { text: 'a\0b\u0001\u001f\u007f\r\n\t', 'key\0': 1 },
  'text of 64 KiB': { text: 'ä'.repeat(32_768) },
  'text of a MiB': { text: 'x'.repeat(1_048_576) },
  'numbers up to 2^53 - 1': { a: 2 ** 53 - 1, b: -(2 ** 53) + 1, c: 0.1, d: 1e308, e: 5e-324, f: 2 ** 31, g: 2 ** 32 },
  'a list': [1, [2, [3]], {}, [], null, true, ''],
  'an empty object': {},
  'an empty list': [],
  'names of members that mean something elsewhere': JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":1,"toString":2,"":3,"a.b":4,"$where":5}',
  ) as object,
  'text that looks like SQL, JSON or a number': {
    a: "'; DROP TABLE events; --",
    b: '{"a":1}',
    c: '0x1',
    d: '1e5',
    e: 'null',
  },
  'a nest a hundred deep': JSON.parse(`${'{"a":['.repeat(100)}1${']}'.repeat(100)}`) as object,
};

export function describeDataFidelity({ open }: StoreUnderTest): void {
  describe('data', () => {
    it.each(Object.entries(EXACT))('gives back %s', async (_, data) => {
      const store = await open();
      const returned = await appendOne(store, 'orders/1', { type: 'notes.written', data });
      const [read] = await store.read(['orders/1'], 0, ALL);
      const [readBack] = await store.readBack('orders/1', Number.MAX_SAFE_INTEGER, 1);
      // As text, since the order of members and own `__proto__` members count too.
      for (const event of [returned, read, readBack]) expect(JSON.stringify(event?.data)).toBe(JSON.stringify(data));
    });

    it('gives back any JSON', async () => {
      const store = await open();
      let appended = 0;
      const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
      await fc.assert(
        fc.asyncProperty(object, async (data) => {
          const topic = `orders/${(appended += 1)}` as const;
          await store.append(topic, [{ type: 'notes.written', data }]);
          const [event] = await store.read([topic], 0, 1);
          expect(JSON.stringify(event?.data)).toBe(JSON.stringify(data));
        }),
        { numRuns: 200 },
      );
    });

    it('drops what JSON drops', async () => {
      const store = await open();
      const data = { kept: 1, dropped: undefined, method: () => 1, date: new Date(0), none: NaN, list: [undefined] };
      const returned = await appendOne(store, 'orders/1', { type: 'notes.written', data });
      const written = { kept: 1, date: '1970-01-01T00:00:00.000Z', none: null, list: [null] };
      expect(returned.data).toStrictEqual(written);
      expect((await store.read(['orders/1'], 0, 1))[0]?.data).toStrictEqual(written);
    });

    it('keeps a copy taken at the call: who appends may go on changing his object', async () => {
      const store = await open();
      const data = { n: 1, list: [1] };
      const batch = [{ type: 'notes.written', data }];
      const append = store.append('orders/1', batch);
      data.n = 2;
      data.list.push(2);
      batch.pop();
      const { events } = await append;
      data.n = 3;
      expect(events[0]?.data).toEqual({ n: 1, list: [1] });
      expect((await store.read(['orders/1'], 0, 1))[0]?.data).toEqual({ n: 1, list: [1] });
    });

    it.each(['notes.written', 'a', 'Notes.Written', 'notiz.verfaßt', 'x'.repeat(100)])(
      'gives back the type "%s"',
      async (type) => {
        const store = await open();
        await store.append('orders/1', [{ type, data: {} }]);
        expect((await store.read(['orders/1'], 0, 1))[0]?.type).toBe(type);
      },
    );
  });
}
