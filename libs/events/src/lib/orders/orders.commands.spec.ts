import { allowedCommands } from './orders.commands';

it('offers nothing to do before an order is received, and at its end', () => {
  for (const status of ['pending', 'delivered', 'cancelled'] as const) expect(allowedCommands(status)).toEqual([]);
});

it('takes an order from each status on its way to the next one', () => {
  expect(allowedCommands('received')).toContain('start-cooking');
  expect(allowedCommands('cooking')).toContain('dispatch');
  expect(allowedCommands('out_for_delivery')).toContain('deliver');
});
