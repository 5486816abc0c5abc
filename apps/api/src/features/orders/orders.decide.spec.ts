import {
  allowedCommands,
  foldEvents,
  orders,
  type EventOf,
  type OrderCommand,
  type OrderEvents,
  type OrderState,
} from '@tickertape/events';
import fc from 'fast-check';
import { decide, ETA_STEP_MS, type OrderDecision, type OrderRequest } from './orders.decide';

const COMMANDS: OrderCommand[] = ['start-cooking', 'dispatch', 'change-eta', 'deliver', 'cancel'];
const NOON = Date.parse('2026-11-22T12:00:00.000Z');

const apply = (state: OrderState, decision: OrderDecision | undefined): OrderState => {
  const events = decision ? [{ ...decision, version: 1, time: '' } as EventOf<OrderEvents>] : [];
  return foldEvents(orders, state, events);
};
const request = (command: OrderCommand): OrderRequest =>
  command === 'change-eta' ? changeEta(NOON) : { command, data: {} };
const changeEta = (ms: number): OrderRequest => ({ command: 'change-eta', data: { eta: new Date(ms).toISOString() } });

const received = apply(orders.initialState('1'), { type: 'orders.received', data: { items: [] } });

it('leads an order from received to delivered', () => {
  const way: OrderCommand[] = ['start-cooking', 'dispatch', 'deliver'];
  const end = way.reduce((state, command) => apply(state, decide(state, request(command))), received);
  expect(end.status).toBe('delivered');
  expect(end.timeline.map(({ status }) => status)).toEqual(['received', 'cooking', 'out_for_delivery', 'delivered']);
});

it('cancels an order of which something was told before it was received', () => {
  const told = apply(orders.initialState('1'), { type: 'orders.eta_changed', data: { eta: '2026-11-22T12:00:00Z' } });
  expect(apply(told, decide(told, request('cancel'))).status).toBe('cancelled');
});

it('refuses every command that is not allowed, and says which are', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...COMMANDS), { maxLength: 12 }), (commands) => {
      let state = received;
      for (const command of commands) {
        const allowed = allowedCommands(state.status);
        if (allowed.includes(command)) state = apply(state, decide(state, request(command)));
        else {
          const refusal = expect.objectContaining({
            code: 'illegal_transition',
            facts: expect.objectContaining({ allowed }),
          });
          expect(() => decide(state, request(command))).toThrow(refusal as Error);
        }
      }
      // Nothing leads out of an end, and to no step twice but a change of the time of arrival.
      const steps = state.timeline.map(({ status }) => status);
      expect(new Set(steps).size).toBe(steps.length);
    }),
  );
});

it('takes nothing once the order is delivered or cancelled', () => {
  expect(allowedCommands('delivered')).toEqual([]);
  expect(allowedCommands('cancelled')).toEqual([]);
});

it('tells the first time of arrival, and then only what is more than a minute off', () => {
  const told = apply(received, decide(received, changeEta(NOON)));
  expect(told.eta).toBe('2026-11-22T12:00:00.000Z');
  for (const ms of [0, 1, ETA_STEP_MS - 1, ETA_STEP_MS]) {
    expect(decide(told, changeEta(NOON + ms))).toBeUndefined();
    expect(decide(told, changeEta(NOON - ms))).toBeUndefined();
  }
  for (const ms of [ETA_STEP_MS + 1, -ETA_STEP_MS - 1]) {
    const eta = new Date(NOON + ms).toISOString();
    expect(decide(told, changeEta(NOON + ms))).toEqual({ type: 'orders.eta_changed', data: { eta } });
  }
});

it('compares times of arrival as times, not as texts', () => {
  const told = apply(received, decide(received, changeEta(NOON)));
  const elsewhere: OrderRequest = { command: 'change-eta', data: { eta: '2026-11-22T13:00:30+01:00' } };
  expect(decide(told, elsewhere)).toBeUndefined();
});

it('refuses a time of arrival at the end, even the known one', () => {
  const told = apply(received, decide(received, changeEta(NOON)));
  const cancelled = apply(told, decide(told, request('cancel')));
  expect(() => decide(cancelled, changeEta(NOON))).toThrow('cancelled');
});
