import type { OrderState, OrderStatus } from '@tickertape/events';

/** A step on the timeline, and how it stands: behind us, where we are, still to come, or never to come. */
export interface TimelineStep {
  readonly status: OrderStatus;
  readonly label: string;
  readonly time: string | undefined;
  readonly standing: 'done' | 'current' | 'ahead' | 'off';
}

const LABELS: Record<OrderStatus, string> = {
  pending: 'Waiting',
  received: 'Received',
  cooking: 'Cooking',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
};

const WAY: readonly OrderStatus[] = ['received', 'cooking', 'out_for_delivery', 'delivered'];

/** The four steps of an order; a cancelled one shows where it ended and what will not come any more. */
export function timelineSteps({ status, timeline }: Pick<OrderState, 'status' | 'timeline'>): readonly TimelineStep[] {
  // When it happened says more to people than when it came to be known.
  const timeOf = (status: OrderStatus): string | undefined => {
    const reached = timeline.find((step) => step.status === status);
    return reached?.occurredAt ?? reached?.time;
  };
  const cancelled = status === 'cancelled';
  const steps = WAY.map((step): TimelineStep => {
    const time = timeOf(step);
    const ended = step === 'delivered' && time !== undefined;
    const reached = step === status && !ended ? 'current' : 'done';
    return {
      status: step,
      label: LABELS[step],
      time,
      standing: time === undefined ? (cancelled ? 'off' : 'ahead') : reached,
    };
  });
  if (!cancelled) return steps;
  const end: TimelineStep = { status, label: LABELS.cancelled, time: timeOf('cancelled'), standing: 'current' };
  const firstOff = steps.findIndex(({ standing }) => standing === 'off');
  return firstOff < 0 ? [...steps, end] : [...steps.slice(0, firstOff), end, ...steps.slice(firstOff)];
}

/** One sentence for a status region. */
export function describeOrder({ status, courier, reason }: OrderState): string {
  switch (status) {
    case 'received':
      return 'The restaurant has your order.';
    case 'cooking':
      return 'Your order is in the oven.';
    case 'out_for_delivery':
      return `${courier ?? 'A courier'} is on the way to you.`;
    case 'delivered':
      return 'Delivered. Enjoy your meal.';
    case 'cancelled':
      return reason ? `Cancelled: ${reason}` : 'The order was cancelled.';
    default:
      return 'Waiting for the restaurant.';
  }
}
