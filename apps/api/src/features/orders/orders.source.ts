import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { OrderState } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';
import { Tape, TapeError, type Unsubscribe } from '@tickertape/tape';
import { parseTopic, type Topic } from '@tickertape/wire';
import { isSameEta, type OrderRequest } from './orders.decide';
import { OrdersService } from './orders.service';

type Step = OrderRequest & {
  /** After the order's last event. */
  readonly delayMs: number;
};

const COURIERS = ['Sam', 'Noor', 'Ines', 'Kofi', 'Mika', 'Yara'];
const COOKING_MS = 1_500;
const PACKING_MS = 3_000;
const RIDE_MS = 4_000;
/** How long a courier rides before finding out that the announced time is wrong. */
const DETOUR_MS = 2_000;
/** By so much a kitchen is wrong that expects a busy evening; every third is one. */
const BUSY_MS = 180_000;
/** A step that the store could not take, its disk full perhaps, is tried again after so long. */
const RETRY_MS = 1_000;

/**
 * The next step of a simulated courier, by the state of the order and the time of its last event: start to cook, announce
 * the arrival, set out, correct on the way what was announced wrong, deliver. A person who does a step by hand only moves
 * it on.
 */
export function nextStep({ id, status, eta }: OrderState, now: number): Step | undefined {
  const letters = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  switch (status) {
    case 'received':
      return { command: 'start-cooking', data: {}, delayMs: COOKING_MS };
    case 'cooking': {
      const isBusy = letters % 3 === 0;
      const expected = timeAt(now + PACKING_MS + RIDE_MS + (isBusy ? BUSY_MS : 0));
      if (eta === null) return { command: 'change-eta', data: { eta: expected }, delayMs: 0 };
      const courier = COURIERS[letters % COURIERS.length];
      return { command: 'dispatch', data: { courier }, delayMs: PACKING_MS };
    }
    case 'out_for_delivery': {
      const expected = timeAt(now + DETOUR_MS + RIDE_MS);
      // What is compared is what is announced: a change within a minute is no event, and would be waited for in vain.
      if (!isSameEta(eta, expected)) return { command: 'change-eta', data: { eta: expected }, delayMs: DETOUR_MS };
      return { command: 'deliver', data: {}, delayMs: RIDE_MS };
    }
    default:
      return undefined;
  }
}

function timeAt(ms: number): string {
  return new Date(ms).toISOString();
}

/** Carries the orders through that asked for it (`simulate`). It follows the tape, and takes up its work after a restart. */
@Injectable()
export class Courier implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Courier.name);
  private readonly timers = new Map<Topic, NodeJS.Timeout>();
  private unfollow: Unsubscribe | undefined;

  constructor(
    private readonly tape: Tape,
    private readonly orders: OrdersService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.unfollow = this.tape.store.follow((events) => {
      for (const { topic } of events) if (topic.startsWith('orders/')) this.follow(topic);
    });
    for await (const topic of this.tape.openTopics('orders')) await this.plan(topic);
  }

  onModuleDestroy(): void {
    this.unfollow?.();
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
  }

  private follow(topic: Topic): void {
    this.plan(topic).catch((error: unknown) => {
      this.logger.error(error);
      this.wait(topic, RETRY_MS, () => this.follow(topic));
    });
  }

  private async plan(topic: Topic): Promise<void> {
    const { state } = await this.tape.states.get(topic);
    const order = state as OrderState;
    const step = order.simulate ? nextStep(order, Date.now()) : undefined;
    clearTimeout(this.timers.get(topic));
    this.timers.delete(topic);
    if (step) this.wait(topic, step.delayMs, () => void this.take(topic, step));
  }

  private wait(topic: Topic, ms: number, action: () => void): void {
    this.timers.set(topic, setTimeout(action, ms));
  }

  /** Never rejects. */
  private async take(topic: Topic, step: Step): Promise<void> {
    this.timers.delete(topic);
    try {
      await this.orders.act(parseTopic(topic)?.id ?? '', step);
    } catch (error) {
      const failed = error instanceof TapeError && error.code === 'store_failed';
      // Otherwise somebody else has done a step in the meantime, and the courier has already planned from there.
      if (failed) this.wait(topic, RETRY_MS, () => void this.take(topic, step));
      if (failed || !(error instanceof TapeError || error instanceof ProblemException)) this.logger.error(error);
    }
  }
}
