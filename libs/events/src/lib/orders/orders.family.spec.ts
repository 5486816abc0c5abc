import fc from 'fast-check';
import { foldEvents, type EventOf } from '../define-family';
import { orderFixtures } from './orders.fixtures';
import { orders, type OrderEvents, type OrderState } from './orders.family';
import { checkEventData } from '../event-data.dto';
import { orderDtos } from './orders.dto';

const timeAt = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString();

type Told = readonly [type: keyof OrderEvents, data?: object];

/** Each event a minute after the one before. */
const fold = (...told: readonly Told[]): OrderState =>
  foldEvents(
    orders,
    orders.initialState('1'),
    told.map(([type, given = {}], i) => {
      const data = { ...orderFixtures.samples[type], occurredAt: undefined, ...given };
      return { type, data, version: i + 1, time: timeAt(i) } as EventOf<OrderEvents>;
    }),
  );

const statusesOf = ({ timeline }: OrderState): string[] => timeline.map(({ status }) => status);

it('keeps in the timeline when a step happened by the device, beside when the tape took it', () => {
  const { timeline } = fold(['orders.received'], ['orders.cooking_started', { occurredAt: timeAt(0) }]);
  expect(timeline).toEqual([
    { status: 'received', time: timeAt(0) },
    { status: 'cooking', time: timeAt(1), occurredAt: timeAt(0) },
  ]);
});

it('puts a step that comes late where the tape took it, and stays where it is', () => {
  const state = fold(
    ['orders.received'],
    ['orders.out_for_delivery', { courier: 'Noor', occurredAt: timeAt(1) }],
    ['orders.cooking_started', { occurredAt: timeAt(0) }],
    ['orders.received', { items: [{ name: 'soap', quantity: 1 }], occurredAt: timeAt(0) }],
  );
  expect(state).toMatchObject({ status: 'out_for_delivery', courier: 'Noor', items: [{ name: 'Margherita' }] });
  expect(statusesOf(state)).toEqual(['received', 'out_for_delivery', 'cooking', 'received']);
});

it('goes forward although the clock of the device is behind', () => {
  const state = fold(['orders.received'], ['orders.cooking_started', { occurredAt: timeAt(-60) }]);
  expect(state.status).toBe('cooking');
});

it('comes to the same status whatever the order and the repetition of its steps', () => {
  const steps = ['orders.received', 'orders.cooking_started', 'orders.out_for_delivery', 'orders.delivered'] as const;
  const repeated = [...steps, ...steps];
  fc.assert(
    fc.property(fc.shuffledSubarray(repeated, { minLength: repeated.length }), (types) => {
      const state = fold(...types.map((type): Told => [type]));
      expect(state).toMatchObject({ status: 'delivered', courier: 'Sam', items: [{ name: 'Margherita' }] });
      expect(statusesOf(state)).toHaveLength(types.length);
    }),
  );
});

describe('the time of arrival', () => {
  const eta = (at: number, occurred?: number): Told => [
    'orders.eta_changed',
    { eta: timeAt(at), ...(occurred !== undefined && { occurredAt: timeAt(occurred) }) },
  ];

  it('is the one that was known last, whatever the order in which devices tell', () => {
    const told = [eta(30, -3), eta(40, -2), eta(50, -1)];
    fc.assert(
      fc.property(fc.shuffledSubarray([...told, ...told], { minLength: 6 }), (shuffled) => {
        const state = fold(['orders.received'], ...shuffled);
        expect(state).toMatchObject({ eta: timeAt(50), etaAsOf: timeAt(-1) });
      }),
    );
  });

  it('is the last one on the tape where no device says when it knew', () => {
    expect(fold(['orders.received'], eta(30), eta(20)).eta).toBe(timeAt(20));
    expect(fold(['orders.received'], eta(30, 0), eta(20)).eta).toBe(timeAt(20));
  });

  it('is not held for ever by a device whose clock is ahead', () => {
    const state = fold(['orders.received'], eta(30, 6_000), eta(20, 2));
    expect(state).toMatchObject({ eta: timeAt(20), etaAsOf: timeAt(2) });
  });

  it('compares times, not their texts', () => {
    const early = { eta: timeAt(20), occurredAt: '2026-11-22T12:00:00+03:00' };
    expect(fold(['orders.received'], eta(30, 1), ['orders.eta_changed', early]).eta).toBe(timeAt(30));
  });
});

it.each(['2026-11-22', '2026-W47-7', '20261122T090000Z', '2026-02-30T09:00:00Z', '2026-11-22T09:00:00', 'soon', 7])(
  'takes %j for no time',
  (text) => {
    for (const [type, data] of [
      ['orders.delivered', { occurredAt: text }],
      ['orders.eta_changed', { eta: text }],
    ] as const) {
      expect(checkEventData(orderDtos, type, data)).not.toEqual([]);
    }
  },
);

it.each(['2026-11-22T09:00:00Z', '2026-11-22T09:00:00.123456Z', '2026-11-22T10:00:00+01:00'])(
  'takes %s for a time',
  (occurredAt) => expect(checkEventData(orderDtos, 'orders.delivered', { occurredAt })).toEqual([]),
);
