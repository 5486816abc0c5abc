import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { OrderCommand, OrderState } from '@tickertape/events';
import { Tape, TapeError, type Unsubscribe } from '@tickertape/tape';
import { parseTopic, type Topic } from '@tickertape/wire';
import { OrdersService } from './orders.service';

interface Step {
  readonly command: OrderCommand;
  readonly data: object;
  /** After the order's last event. */
  readonly delayMs: number;
}

const COURIERS = ['Sam', 'Noor', 'Ines', 'Kofi', 'Mika', 'Yara'];
const COOKING_MS = 1_500;
const PACKING_MS = 3_000;
const RIDE_MS = 4_000;

/**
 * The next step of a simulated courier, by the state of the order and the time of its last event: start to cook, announce
 * the arrival, set out, deliver. A person who does a step by hand only moves it on.
 */
export function nextStep({ id, status, eta }: OrderState, now: number): Step | undefined {
  switch (status) {
    case 'received':
      return { command: 'start-cooking', data: {}, delayMs: COOKING_MS };
    case 'cooking': {
      if (eta === null) {
        const expected = new Date(now + PACKING_MS + RIDE_MS).toISOString();
        return { command: 'change-eta', data: { eta: expected }, delayMs: 0 };
      }
      const letters = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
      return { command: 'dispatch', data: { courier: COURIERS[letters % COURIERS.length] }, delayMs: PACKING_MS };
    }
    case 'out_for_delivery':
      return { command: 'deliver', data: {}, delayMs: RIDE_MS };
    default:
      return undefined;
  }
}

/** Carries the orders through that asked for it (`simulate`). It follows the tape, and takes up its work after a restart. */
@Injectable()
export class Courier implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly timers = new Map<Topic, NodeJS.Timeout>();
  private unfollow: Unsubscribe | undefined;

  constructor(
    private readonly tape: Tape,
    private readonly orders: OrdersService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.unfollow = this.tape.store.follow((events) => {
      for (const { topic } of events) if (topic.startsWith('orders/')) void this.plan(topic);
    });
    for await (const topic of this.tape.openTopics('orders')) await this.plan(topic);
  }

  onModuleDestroy(): void {
    this.unfollow?.();
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
  }

  private async plan(topic: Topic): Promise<void> {
    const { state } = await this.tape.states.get(topic);
    const order = state as OrderState;
    const step = order.simulate ? nextStep(order, Date.now()) : undefined;
    clearTimeout(this.timers.get(topic));
    this.timers.delete(topic);
    if (step)
      this.timers.set(
        topic,
        setTimeout(() => void this.take(topic, step), step.delayMs),
      );
  }

  private async take(topic: Topic, { command, data }: Step): Promise<void> {
    this.timers.delete(topic);
    try {
      await this.orders.act(parseTopic(topic)?.id ?? '', command, data);
    } catch (error) {
      // Somebody else has done a step in the meantime: the courier has already planned from there.
      if (!(error instanceof TapeError)) throw error;
    }
  }
}
