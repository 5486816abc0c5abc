import { Injectable } from '@nestjs/common';
import type { OrderCommand, OrderReceived, OrderState } from '@tickertape/events';
import { Tape, TapeError, type TopicState } from '@tickertape/tape';
import { formatTopic, type Topic } from '@tickertape/wire';
import type { Created } from '../../created';
import { createOnce, identifyCreation } from '../../idempotency';
import { requireState, toResource, type TopicResource } from '../../topic-resource';
import { decide } from './orders.decide';

export type OrderResource = TopicResource<OrderState>;

/** A command meets another one at most so often before it gives up: each time it has lost to one that was legal. */
const ATTEMPTS_MAX = 10;

@Injectable()
export class OrdersService {
  constructor(private readonly tape: Tape) {}

  async place(order: OrderReceived, key?: string): Promise<Created<OrderResource>> {
    const { id, eventId } = identifyCreation('orders', key, order);
    const topic = topicOf(id);
    const received = { type: 'orders.received', data: order, id: eventId };
    const { repeated } = await createOnce(key, () => this.tape.writer.append(topic, [received], { expectVersion: 0 }));
    return { resource: await this.get(id), repeated };
  }

  async get(id: string): Promise<OrderResource> {
    return this.describe(await this.current(topicOf(id)));
  }

  /** Does a command to an order: `conflict` when it is not at `expectVersion`, `illegal_transition` when it cannot be done. */
  async act(id: string, command: OrderCommand, data: object, expectVersion?: number): Promise<OrderResource> {
    const topic = topicOf(id);
    for (let attempt = 1; ; attempt += 1) {
      const { state, version } = await this.current(topic);
      if (expectVersion !== undefined && expectVersion !== version) {
        throw new TapeError('conflict', `${topic} is at version ${version}, not ${expectVersion}`, { topic, version });
      }
      const type = decide(state, command);
      try {
        await this.tape.writer.append(topic, [{ type, data }], { expectVersion: version });
        return await this.get(id);
      } catch (error) {
        const overtaken = error instanceof TapeError && (error.code === 'conflict' || error.code === 'closed');
        if (!overtaken || expectVersion !== undefined || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  private current(topic: Topic): Promise<TopicState<OrderState>> {
    return requireState<OrderState>(this.tape, topic);
  }

  private describe(current: TopicState<OrderState>): OrderResource {
    const self = `/v1/orders/${current.state.id}`;
    return toResource(this.tape, current, { self, stream: `${self}/stream`, cancel: `${self}/cancel` });
  }
}

function topicOf(id: string): Topic {
  return formatTopic('orders', id);
}
