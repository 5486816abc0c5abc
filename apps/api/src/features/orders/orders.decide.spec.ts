import {
  allowedCommands,
  foldEvents,
  orders,
  type EventOf,
  type OrderCommand,
  type OrderEvents,
  type OrderState,
} from '@tickertape/events';
import { orderFixtures } from '@tickertape/events/testing';
import fc from 'fast-check';
import { decide } from './orders.decide';

const COMMANDS: OrderCommand[] = ['start-cooking', 'dispatch', 'change-eta', 'deliver', 'cancel'];

const apply = (state: OrderState, type: keyof OrderEvents): OrderState => {
  const event = { type, data: orderFixtures.samples[type], version: 1, time: '' } as EventOf<OrderEvents>;
  return foldEvents(orders, state, [event]);
};
const received = apply(orders.initialState('1'), 'orders.received');

it('leads an order from received to delivered', () => {
  const way: OrderCommand[] = ['start-cooking', 'dispatch', 'deliver'];
  const end = way.reduce((state, command) => apply(state, decide(state, command)), received);
  expect(end.status).toBe('delivered');
  expect(end.timeline.map(({ status }) => status)).toEqual(['received', 'cooking', 'out_for_delivery', 'delivered']);
});

it('refuses every command that is not allowed, and says which are', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...COMMANDS), { maxLength: 12 }), (commands) => {
      let state = received;
      for (const command of commands) {
        const allowed = allowedCommands(state.status);
        if (allowed.includes(command)) state = apply(state, decide(state, command));
        else {
          const refusal = expect.objectContaining({
            code: 'illegal_transition',
            facts: expect.objectContaining({ allowed }),
          });
          expect(() => decide(state, command)).toThrow(refusal as Error);
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
