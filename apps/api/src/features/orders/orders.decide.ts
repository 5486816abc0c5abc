import { allowedCommands, type OrderCommand, type OrderEvents, type OrderState } from '@tickertape/events';
import { TapeError } from '@tickertape/tape';

const LEADS_TO = {
  'start-cooking': 'orders.cooking_started',
  dispatch: 'orders.out_for_delivery',
  'change-eta': 'orders.eta_changed',
  deliver: 'orders.delivered',
  cancel: 'orders.cancelled',
} as const satisfies Record<OrderCommand, keyof OrderEvents>;

/** The type of the event that a command leads to. Throws `illegal_transition` with what is `allowed` instead. */
export function decide(state: OrderState, command: OrderCommand): keyof OrderEvents {
  const allowed = allowedCommands(state.status);
  if (allowed.includes(command)) return LEADS_TO[command];
  const instead = allowed.length > 0 ? `it takes ${allowed.join(', ')}` : 'nothing can be done to it any more';
  const message = `an order that is ${state.status} does not take ${command}: ${instead}`;
  throw new TapeError('illegal_transition', message, { orderStatus: state.status, command, allowed });
}
