import { allowedCommands, type OrderCommand, type OrderEvents, type OrderState } from '@tickertape/events';
import { TapeError } from '@tickertape/tape';

/** People do not notice less: a time of arrival that moves by at most so much has not changed. */
export const ETA_STEP_MS = 60_000;

const LEADS_TO = {
  'start-cooking': 'orders.cooking_started',
  dispatch: 'orders.out_for_delivery',
  'change-eta': 'orders.eta_changed',
  deliver: 'orders.delivered',
  cancel: 'orders.cancelled',
} as const satisfies Record<OrderCommand, keyof OrderEvents>;

/** A command with what it says. */
export type OrderRequest = {
  [Command in OrderCommand]: { readonly command: Command; readonly data: OrderEvents[(typeof LEADS_TO)[Command]] };
}[OrderCommand];

/** An event that is to be appended. */
export interface OrderDecision {
  readonly type: keyof OrderEvents;
  readonly data: object;
}

/**
 * The event that a command leads to; `undefined` when there is nothing to tell, which is so of a time of arrival within
 * `ETA_STEP_MS` of the known one. Throws `illegal_transition` with what is `allowed` instead.
 */
export function decide(state: OrderState, request: OrderRequest): OrderDecision | undefined {
  const { command, data } = request;
  const allowed = allowedCommands(state.status);
  if (!allowed.includes(command)) {
    const instead = allowed.length > 0 ? `it takes ${allowed.join(', ')}` : 'nothing can be done to it any more';
    const message = `an order that is ${state.status} does not take ${command}: ${instead}`;
    throw new TapeError('illegal_transition', message, { orderStatus: state.status, command, allowed });
  }
  if (request.command === 'change-eta' && isSameEta(state.eta, request.data.eta)) return undefined;
  return { type: LEADS_TO[command], data };
}

/** @param known absent until the first time of arrival is told. */
export function isSameEta(known: string | null, eta: string): boolean {
  return known !== null && Math.abs(Date.parse(eta) - Date.parse(known)) <= ETA_STEP_MS;
}
