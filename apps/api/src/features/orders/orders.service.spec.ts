import { setImmediate } from 'node:timers/promises';
import { checkEventData, orderDtos } from '@tickertape/events/dto';
import { MemoryTapeStore, Tape, TapeError } from '@tickertape/tape';
import fc from 'fast-check';
import type { OrderRequest } from './orders.decide';
import { OrdersService, type OrderResource } from './orders.service';

const timeAt = (minute: number): string => new Date(Date.UTC(2020, 0, 1, 12, minute)).toISOString();

/** All that happens to an order before it is delivered. */
const WAY: readonly OrderRequest[] = [
  { command: 'start-cooking', data: { occurredAt: timeAt(1) } },
  { command: 'change-eta', data: { eta: timeAt(40), occurredAt: timeAt(2) } },
  { command: 'change-eta', data: { eta: timeAt(30), occurredAt: timeAt(3) } },
  { command: 'change-eta', data: { eta: timeAt(50), occurredAt: timeAt(4) } },
  { command: 'dispatch', data: { courier: 'Noor', occurredAt: timeAt(5) } },
];
const DELIVER: OrderRequest = { command: 'deliver', data: { occurredAt: timeAt(6) } };

const openService = async () => {
  const tape = await Tape.open(new MemoryTapeStore());
  tape.families.register({ family: orderDtos.family, check: (type, data) => checkEventData(orderDtos, type, data) });
  return { tape, service: new OrdersService(tape) };
};

/** Whether the command was refused; anything else that goes wrong is thrown. */
async function isRefused(done: Promise<OrderResource>): Promise<boolean> {
  try {
    await done;
    return false;
  } catch (error) {
    if (error instanceof TapeError && error.code === 'illegal_transition') return true;
    throw error;
  }
}

/** A client that tries what was refused again, behind all else that it has to do, until it can never be done. */
async function insist(service: OrdersService, id: string, requests: readonly OrderRequest[]): Promise<void> {
  const queue = [...requests];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const refused = await isRefused(service.act(id, next));
    if (refused && (await service.get(id)).status !== 'out_for_delivery') queue.push(next);
    await setImmediate();
  }
}

it('comes to the same order from commands in any order, repeated, retried and from several clients at once', async () => {
  const { tape, service } = await openService();
  const repeated = [...WAY, ...WAY].map((request, i) => ({ request, i }));
  const clients = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: repeated.length, maxLength: repeated.length });
  const shuffled = fc.shuffledSubarray(repeated, { minLength: repeated.length });
  await fc.assert(
    fc.asyncProperty(shuffled, clients, async (commands, clientOf) => {
      const { resource } = await service.place({ items: [{ name: 'tea', quantity: 1 }], occurredAt: timeAt(0) });
      const shares = [0, 1, 2, 3].map((client) => commands.filter((_, i) => clientOf[i] === client));
      await Promise.all(
        shares.map((share) =>
          insist(
            service,
            resource.id,
            share.map(({ request }) => request),
          ),
        ),
      );
      const refusals = await Promise.all(shares.map(() => isRefused(service.act(resource.id, DELIVER))));
      expect(refusals.filter((refused) => !refused)).toHaveLength(1);

      const order = await service.get(resource.id);
      expect(order).toMatchObject({ status: 'delivered', courier: 'Noor', eta: timeAt(50), etaAsOf: timeAt(4) });
      expect(order.timeline.map(({ status, occurredAt }) => [status, occurredAt])).toEqual([
        ['received', timeAt(0)],
        ['cooking', timeAt(1)],
        ['out_for_delivery', timeAt(5)],
        ['delivered', timeAt(6)],
      ]);
    }),
  );
  await tape.close();
});

it('appends nothing for a time of arrival within a minute, and answers with the order as it is', async () => {
  const { tape, service } = await openService();
  const { resource } = await service.place({ items: [{ name: 'tea', quantity: 1 }] });
  const told = await service.act(resource.id, { command: 'change-eta', data: { eta: timeAt(10) } });
  const again = await service.act(resource.id, { command: 'change-eta', data: { eta: timeAt(11) } }, told.version);
  expect(again).toEqual(told);
  const moved = await service.act(resource.id, { command: 'change-eta', data: { eta: timeAt(12) } });
  expect(moved).toMatchObject({ version: told.version + 1, eta: timeAt(12) });
  await tape.close();
});

it('refuses a version that is not the order’s, even where nothing would change', async () => {
  const { tape, service } = await openService();
  const { resource } = await service.place({ items: [{ name: 'tea', quantity: 1 }] });
  await service.act(resource.id, { command: 'change-eta', data: { eta: timeAt(10) } });
  const late = service.act(resource.id, { command: 'change-eta', data: { eta: timeAt(10) } }, 1);
  await expect(late).rejects.toMatchObject({ code: 'conflict' });
  await tape.close();
});
