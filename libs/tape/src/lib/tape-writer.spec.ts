import { orders } from '@tickertape/events';
import { MemoryTapeStore } from './memory-store';
import { Tape } from './tape';

async function open(): Promise<Tape> {
  const tape = await Tape.open(new MemoryTapeStore());
  const check = (type: string) =>
    type in orders.events ? [] : [{ path: 'type', message: `"${type}" is not an event type of orders` }];
  tape.families.register({ family: orders, check });
  return tape;
}

it('appends nothing when one of several events is wrong, and says which', async () => {
  const tape = await open();
  const events = [
    { type: 'orders.received', data: {} },
    { type: 'orders.eaten', data: {} },
  ];
  await expect(tape.writer.append('orders/1', events)).rejects.toMatchObject({
    code: 'invalid_event',
    facts: { errors: [{ path: '1.type', message: '"orders.eaten" is not an event type of orders' }] },
  });
  expect(await tape.store.head('orders/1')).toMatchObject({ version: 0 });
  await tape.close();
});

it('finishes a topic with its terminal event, whatever the producer says', async () => {
  const tape = await open();
  await tape.writer.append('orders/1', [{ type: 'orders.received', data: {} }]);
  expect(await tape.store.head('orders/1')).toMatchObject({ closed: false });
  await tape.writer.append('orders/1', [{ type: 'orders.delivered', data: {} }]);
  expect(await tape.store.head('orders/1')).toMatchObject({ closed: true });
  const more = tape.writer.append('orders/1', [{ type: 'orders.received', data: {} }]);
  await expect(more).rejects.toMatchObject({ code: 'closed' });
  await tape.close();
});

it('refuses topics of unknown families, whole families, and what is no topic', async () => {
  const tape = await open();
  const event = { type: 'orders.received', data: {} };
  for (const topic of ['parcels/1', 'orders/*'] as const) {
    await expect(tape.writer.append(topic, [event])).rejects.toMatchObject({ code: 'unknown_family' });
  }
  await expect(tape.writer.append('orders/a b', [event])).rejects.toMatchObject({ code: 'topic_not_found' });
  await tape.close();
});

it('refuses two families of one name', async () => {
  const tape = await open();
  expect(() => tape.families.register({ family: { ...orders }, check: () => [] })).toThrow(TypeError);
  await tape.close();
});

it('appends the same events to each of many topics, checked once', async () => {
  const tape = await Tape.open(new MemoryTapeStore());
  let checks = 0;
  tape.families.register({ family: orders, check: () => (checks++, []) });
  const topics = ['orders/1', 'orders/2', 'orders/3'] as const;
  await tape.writer.appendToEach(topics, [{ type: 'orders.received', data: { items: [] } }]);
  expect(checks).toBe(1);
  for (const topic of topics) expect(await tape.store.head(topic)).toMatchObject({ version: 1 });
  await tape.writer.appendToEach([], [{ type: 'orders.received', data: {} }]);
  await tape.close();
});

it('tries every topic, and rejects with the first failure', async () => {
  const tape = await open();
  const end = { type: 'orders.delivered', data: {} };
  await tape.writer.append('orders/2', [end]);
  const topics = ['orders/1', 'orders/2', 'orders/3'] as const;
  await expect(tape.writer.appendToEach(topics, [end])).rejects.toMatchObject({ code: 'closed' });
  for (const topic of topics) expect(await tape.store.head(topic)).toMatchObject({ version: 1, closed: true });
  await tape.close();
});
