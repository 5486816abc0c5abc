import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const note = { type: 'notes.written', data: {} };

describe('the time of events', () => {
  it('is that of the clock', async () => {
    const store = await tapes.open({ now: () => 1_700_000_000_123 });
    const { events } = await store.append('orders/1', [note]);
    expect(events).toMatchObject([{ time: 1_700_000_000_123 }]);
  });

  it('stands still while the clock goes back, and goes on with it', async () => {
    let clock = 5000;
    const store = await tapes.open({ now: () => clock });
    for (clock of [5000, 3000, 4999, 5001]) await store.append('orders/1', [note]);
    expect((await store.read(['orders/1'], 0, 10)).map(({ time }) => time)).toEqual([5000, 5000, 5000, 5001]);
  });

  it('does not go back over a restart', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, now: () => 5000 });
    await store.append('orders/1', [note]);
    await store.close();
    const again = await tapes.open({ path, now: () => 1000 });
    expect(await again.append('orders/2', [note])).toMatchObject({ events: [{ time: 5000 }] });
  });

  it('does not go back over a restart when the newest events were trimmed', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, now: () => 5000 });
    await store.append('orders/1', [note, note]);
    await store.trim('orders/1', 2);
    await store.close();
    const again = await tapes.open({ path, now: () => 1000 });
    expect(await again.append('orders/2', [note])).toMatchObject({ events: [{ time: 5000, seq: 3 }] });
  });
});
