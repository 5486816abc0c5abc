import { allowedCommands } from './orders.commands';

it('offers nothing to do at the end of an order, and before it is received to cancel it', () => {
  for (const status of ['delivered', 'cancelled'] as const) expect(allowedCommands(status)).toEqual([]);
  expect(allowedCommands('pending')).toEqual(['cancel']);
});

it('takes an order from each status on its way to the next one', () => {
  expect(allowedCommands('received')).toContain('start-cooking');
  expect(allowedCommands('cooking')).toContain('dispatch');
  expect(allowedCommands('out_for_delivery')).toContain('deliver');
});
