import fc from 'fast-check';
import { foldEvents, type EventOf } from '../define-family';
import { checkEventData } from '../event-data.dto';
import { quoteDtos } from './quotes.dto';
import { quoteFixtures } from './quotes.fixtures';
import { quotes, type QuoteEvents } from './quotes.family';

type Event = EventOf<QuoteEvents>;

const price = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));
const day = fc.constantFrom('2026-11-22', '2026-11-23', undefined);
const updated = fc.record({ bid: price, ask: price, last: price, high: price, low: price, size: fc.nat(1_000), day });
const drawn = fc.oneof(
  { weight: 8, arbitrary: updated.map((data) => ({ type: 'quotes.updated' as const, data })) },
  { weight: 1, arbitrary: fc.constant({ type: 'quotes.halted' as const, data: {} }) },
  { weight: 1, arbitrary: fc.constant({ type: 'quotes.resumed' as const, data: {} }) },
  { weight: 1, arbitrary: fc.constant({ type: 'quotes.fell_silent' as const, data: { since: '' } }) },
);
const histories = fc
  .array(drawn, { maxLength: 40 })
  .map((all) =>
    all.map((event, i) => ({ ...event, version: i + 1, time: new Date(i * 1_000).toISOString() }) as Event),
  );

it('ends in the same state when it is conflated, volumes equal, over random histories', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.boolean()), (events, wanted) => {
      const conflated = events.reduce<Event[]>((kept, event) => {
        const last = kept.at(-1);
        const data = last && wanted.next().value ? quotes.merge?.(last, event) : undefined;
        return data ? [...kept.slice(0, -1), { ...event, data } as Event] : [...kept, event];
      }, []);
      const fold = (all: readonly Event[]) => foldEvents(quotes, quotes.initialState('ACME'), all);
      expect(fold(conflated)).toEqual(fold(events));
    }),
  );
});

it('adds up the volume of a day, and starts anew with the next', () => {
  const prices = { bid: '1', ask: '2', last: '1', high: '2', low: '1' };
  const days = ['2026-11-22', '2026-11-22', '2026-11-23', undefined];
  const events = days.map((day, i) => {
    const data = { ...prices, size: 10 ** i, day };
    return { type: 'quotes.updated', data, version: i + 1, time: '' } as Event;
  });
  const volumes = events.map((_, i) => foldEvents(quotes, quotes.initialState('A'), events.slice(0, i + 1)).volume);
  expect(volumes).toEqual([1, 11, 100, 1_100]);
});

it.each(['2026-99-99', '2026-02-30', '2026-W47', '2026-1-1', '2026-11-22\n', '', 20261122])(
  'takes %j for no day',
  (day) => {
    const data = { ...quoteFixtures.samples['quotes.updated'], day };
    expect(checkEventData(quoteDtos, 'quotes.updated', data)).toMatchObject([{ path: 'data.day' }]);
  },
);
