import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { OrderCommand, OrderState } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';
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
/** A step that the store could not take, its disk full perhaps, is tried again after so long. */
const RETRY_MS = 1_000;

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
      await this.orders.act(parseTopic(topic)?.id ?? '', step.command, step.data);
    } catch (error) {
      const failed = error instanceof TapeError && error.code === 'store_failed';
      // Otherwise somebody else has done a step in the meantime, and the courier has already planned from there.
      if (failed) this.wait(topic, RETRY_MS, () => void this.take(topic, step));
      if (failed || !(error instanceof TapeError || error instanceof ProblemException)) this.logger.error(error);
    }
  }
}
