import { Injectable } from '@nestjs/common';
import type { OrderReceived, OrderState } from '@tickertape/events';
import { Tape, TapeError, type TopicState } from '@tickertape/tape';
import { formatTopic, type Topic } from '@tickertape/wire';
import type { Created } from '../../created';
import { createOnce, identifyCreation } from '../../idempotency';
import { requireState, toResource, type TopicResource } from '../../topic-resource';
import { decide, type OrderRequest } from './orders.decide';

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

  /**
   * Does a command to an order: `conflict` when it is not at `expectVersion`, `illegal_transition` when it cannot be done.
   * A command that changes nothing appends nothing.
   */
  async act(id: string, request: OrderRequest, expectVersion?: number): Promise<OrderResource> {
    const topic = topicOf(id);
    for (let attempt = 1; ; attempt += 1) {
      const current = await this.current(topic);
      const { state, version } = current;
      if (expectVersion !== undefined && expectVersion !== version) {
        throw new TapeError('conflict', `${topic} is at version ${version}, not ${expectVersion}`, { topic, version });
      }
      const event = decide(state, request);
      if (!event) return this.describe(current);
      try {
        await this.tape.writer.append(topic, [event], { expectVersion: version });
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
