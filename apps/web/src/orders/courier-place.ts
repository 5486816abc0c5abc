import type { OrderState } from '@tickertape/events';

/** Where the food is on its way, as far as anybody can tell. */
export interface CourierPlace {
  /** 0 in the kitchen, 1 at the door. */
  readonly progress: number;
  /** Whether it moves on as time passes. */
  readonly isMoving: boolean;
  /** One sentence. */
  readonly says: string;
}

/** Before it is said to be at the door it is never shown there. */
const NEARLY = 0.96;

/** A guess by the time of departure and the expected arrival: nobody tells where a courier is. @param now as `Date.now()`. */
export function placeCourier({ status, timeline, eta }: OrderState, now: number): CourierPlace {
  switch (status) {
    case 'delivered':
      return { progress: 1, isMoving: false, says: 'At the door.' };
    case 'pending':
      return { progress: 0, isMoving: false, says: 'Nothing is cooking yet.' };
    case 'cancelled':
      return { progress: 0, isMoving: false, says: 'Nobody is on the way.' };
    case 'out_for_delivery': {
      const departure = timeline.find((step) => step.status === status);
      const left = Date.parse(departure?.occurredAt ?? departure?.time ?? '');
      const ride = Date.parse(eta ?? '') - left;
      if (!(ride > 0)) return { progress: 0, isMoving: false, says: 'On the way; nobody knows how far.' };
      const progress = Math.min(Math.max((now - left) / ride, 0), NEARLY);
      return { progress, isMoving: progress < NEARLY, says: 'On the way.' };
    }
    default:
      return { progress: 0, isMoving: false, says: 'In the kitchen.' };
  }
}
