import type {
  OrderCommand,
  OrderCancelled,
  OrderDelivered,
  OrderEtaChanged,
  OrderOutForDelivery,
  OrderReceived,
  OrderState,
} from '@tickertape/events';
import type { Api } from '../requests/api';
import type { CreateOptions, RequestOptions } from '../requests/requester';
import type { TopicResource } from './resource';

export type OrderResource = TopicResource<OrderState>;

/** A step of an order. With `expectVersion` it is refused (`conflict`) when the order has moved on since. */
export type OrderStepRequest<Data> = Data & { readonly expectVersion?: number };

/** Orders. A step that the order does not allow now rejects with `illegal_transition`; `problem.allowed` says which it does. */
export class OrdersApi {
  constructor(private readonly api: Api) {}

  place(order: OrderReceived, options?: CreateOptions): Promise<OrderResource> {
    return this.api.create(['orders'], order, options);
  }

  get(id: string, options?: RequestOptions): Promise<OrderResource> {
    return this.api.get(['orders', id], options);
  }

  startCooking(id: string, step: OrderStepRequest<OrderDelivered> = {}, options?: RequestOptions) {
    return this.step(id, 'start-cooking', step, options);
  }

  dispatch(id: string, step: OrderStepRequest<OrderOutForDelivery> = {}, options?: RequestOptions) {
    return this.step(id, 'dispatch', step, options);
  }

  changeEta(id: string, step: OrderStepRequest<OrderEtaChanged>, options?: RequestOptions) {
    return this.step(id, 'change-eta', step, options);
  }

  deliver(id: string, step: OrderStepRequest<OrderDelivered> = {}, options?: RequestOptions) {
    return this.step(id, 'deliver', step, options);
  }

  cancel(id: string, step: OrderStepRequest<OrderCancelled> = {}, options?: RequestOptions) {
    return this.step(id, 'cancel', step, options);
  }

  private step(id: string, command: OrderCommand, step: object, options?: RequestOptions): Promise<OrderResource> {
    return this.api.command('POST', ['orders', id, command], step, options);
  }
}
