import type { OrderCommand } from '@tickertape/events';

/** A step that the lab takes in its order, as the kitchen and the courier would. */
export interface ScriptStep {
  readonly command: Exclude<OrderCommand, 'cancel'>;
  /** For `change-eta`: the order is expected so many minutes from then. */
  readonly etaMinutes?: number;
}

/** Further than a minute from the last one: a smaller change is no event. */
const ETA_STEP_MINUTES = 2;

/** The steps of an order with so many updates (3 or more): it starts, leaves in the middle, arrives, and changes its time between. */
export function orderScript(updates: number): readonly ScriptStep[] {
  const middle = Math.floor(updates / 2);
  return Array.from({ length: updates }, (_, index): ScriptStep => {
    if (index === 0) return { command: 'start-cooking' };
    if (index === updates - 1) return { command: 'deliver' };
    if (index === middle) return { command: 'dispatch' };
    return { command: 'change-eta', etaMinutes: (updates - index) * ETA_STEP_MINUTES };
  });
}
