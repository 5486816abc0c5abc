import { orders, type OrderState } from '@tickertape/events';
import { placeCourier } from './courier-place';

const LEFT = '2026-11-22T09:00:00.000Z';
const ETA = '2026-11-22T09:10:00.000Z';
const at = (minutes: number): number => Date.parse(LEFT) + minutes * 60_000;

const riding = (changed: Partial<OrderState> = {}): OrderState => ({
  ...orders.initialState('42'),
  status: 'out_for_delivery',
  timeline: [{ status: 'out_for_delivery', time: LEFT }],
  eta: ETA,
  ...changed,
});

describe('the place of a courier', () => {
  it.each([
    ['pending', 0],
    ['received', 0],
    ['cooking', 0],
    ['delivered', 1],
    ['cancelled', 0],
  ] as const)('of an order that is %s is %d', (status, progress) => {
    expect(placeCourier(riding({ status }), at(5))).toMatchObject({ progress, isMoving: false });
  });

  it('is in proportion to the time between departure and arrival', () => {
    expect(placeCourier(riding(), at(0))).toMatchObject({ progress: 0, isMoving: true });
    expect(placeCourier(riding(), at(5)).progress).toBeCloseTo(0.5);
  });

  it('is before the door until the order is delivered, however late', () => {
    expect(placeCourier(riding(), at(60))).toMatchObject({ progress: 0.96, isMoving: false });
  });

  it('is not before the kitchen by a clock that is slow', () => {
    expect(placeCourier(riding(), at(-3)).progress).toBe(0);
  });

  it('counts from when it was left, not from when that came to be known', () => {
    const late = { status: 'out_for_delivery', time: ETA, occurredAt: LEFT } as const;
    expect(placeCourier(riding({ timeline: [late] }), at(5)).progress).toBeCloseTo(0.5);
  });

  it('is not guessed without an expected arrival', () => {
    expect(placeCourier(riding({ eta: null }), at(5))).toEqual({
      progress: 0,
      isMoving: false,
      says: 'On the way; nobody knows how far.',
    });
  });
});
