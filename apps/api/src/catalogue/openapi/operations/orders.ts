import { OrdersController } from '../../../features/orders/orders.controller';
import { describeController } from '../controller-info';
import { resourceOf } from './schemas';

const answer = resourceOf('orders');
const ILLEGAL = 'An illegal step is refused with `409 illegal_transition` and what is `allowed`.';

export const orders = describeController(OrdersController, 'The delivery tracker.', {
  place: { summary: 'Places an order. With `simulate` a courier carries it through.', answer },
  get: {
    summary: 'The state of an order, for those who poll.',
    answer,
    parameters: [
      { name: 'If-None-Match', in: 'header', description: 'An earlier `ETag`.', schema: { type: 'string' } },
    ],
    responses: { 304: { description: 'The order is as it was.' } },
  },
  stream: { summary: 'The stream of an order.' },
  startCooking: { summary: 'The kitchen begins to cook.', description: ILLEGAL, answer },
  dispatch: { summary: 'A courier sets out.', description: ILLEGAL, answer },
  changeEta: { summary: 'Tells another time of arrival.', description: ILLEGAL, answer },
  deliver: { summary: 'The order is at the door.', description: ILLEGAL, answer },
  cancel: { summary: 'Cancels an order.', description: ILLEGAL, answer },
});
